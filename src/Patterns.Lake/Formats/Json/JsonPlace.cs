namespace Patterns.Lake.Formats.Json;

/// <summary>One place of the records, such as a member of an object or the elements of an array, and what is done with the values there.</summary>
internal abstract class JsonPlace
{
    /// <summary>Reads the value that comes next.</summary>
    /// <returns>False at a fault, which the cursor tells.</returns>
    public abstract bool Read(ref JsonCursor cursor);
}

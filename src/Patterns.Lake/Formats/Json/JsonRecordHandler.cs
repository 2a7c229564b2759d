namespace Patterns.Lake.Formats.Json;

/// <summary>What is done with the records of a file: they are profiled, or turned into rows.</summary>
internal abstract class JsonRecordHandler
{
    /// <summary>Whether no further record is wanted for now.</summary>
    public abstract bool IsFull { get; }

    /// <summary>Reads the record that comes next. It counts only once it is kept.</summary>
    /// <returns>False at a fault, which the cursor tells; the record is then undone.</returns>
    public abstract bool Read(ref JsonCursor cursor);

    /// <summary>Keeps the record that was read last.</summary>
    /// <param name="record">The text of the record.</param>
    /// <param name="position">Where it starts.</param>
    public abstract void Keep(ReadOnlySpan<byte> record, RecordPosition position);

    /// <summary>Forgets what was read of a record that was not kept.</summary>
    public abstract void Undo();
}

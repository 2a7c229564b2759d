namespace Patterns.ServiceLevels;

/// <summary>Something in a document that a strict reading refuses and a lenient one took: what it says and how it was read.</summary>
/// <param name="Line">Line of the value, 1 or more.</param>
/// <param name="Column">Column of the value, 1 or more.</param>
/// <param name="Path">Path of the value, for example <c>spec.objectives[0].op</c>.</param>
/// <param name="Reading">What was found and how it was read.</param>
public sealed record DocumentNote(int Line, int Column, string Path, string Reading)
{
    /// <summary>Place and reading on one line.</summary>
    public override string ToString() => $"line {Line}, column {Column}, {Path}: {Reading}";
}

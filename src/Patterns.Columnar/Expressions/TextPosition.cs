namespace Patterns.Columnar.Expressions;

/// <summary>Where a part of an expression stands in its text, 1-based. The default means that it was built from code.</summary>
internal readonly record struct TextPosition(int LineNumber, int ColumnNumber)
{
    public bool IsKnown => LineNumber > 0;

    public override string ToString() => IsKnown ? $"line {LineNumber}, column {ColumnNumber}" : "";
}

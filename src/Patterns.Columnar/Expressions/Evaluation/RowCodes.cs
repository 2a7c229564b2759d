using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The codes of a column in which every null row has one more code, behind those of the dictionary.</summary>
internal readonly ref struct RowCodes : IDisposable
{
    private readonly ColumnBuffer? _copy;

    public RowCodes(DictionaryBinaryColumn column)
    {
        if (column.NullCount == 0)
        {
            Span = column.Codes;
            return;
        }

        _copy = ColumnBuffer.Rent<int>(column.Length);
        var codes = _copy.Span<int>(column.Length);
        column.Codes.CopyTo(codes);
        for (var row = 0; row < codes.Length; row++)
        {
            codes[row] = column.IsNull(row) ? column.Dictionary.Length : codes[row];
        }

        Span = codes;
    }

    public ReadOnlySpan<int> Span { get; }

    public void Dispose() => _copy?.Release();
}

using System.Runtime.CompilerServices;

namespace Patterns.Lake.Formats.Csv;

/// <summary>
/// Some accepted rows of a window: for each its line, where it starts, and where each field ends. Every row has the same number of fields.
/// Positions are relative to the window.
/// </summary>
internal sealed class CsvRows(int columnCount, int capacity)
{
    private readonly long[] _lines = new long[capacity];
    private readonly int[] _starts = new int[capacity];
    private int[] _ends = new int[(columnCount * capacity) + (2 * Kernels.BitPositions.MaxCount)];

    public int ColumnCount { get; } = columnCount;

    public int Capacity { get; } = capacity;

    public int Count { get; private set; }

    /// <summary>Whether a quote may be in one of the rows.</summary>
    public bool HasQuotes { get; set; }

    /// <summary>Where fields end, row by row; behind the accepted rows is room for the row that is being scanned.</summary>
    public Span<int> Ends => _ends;

    public void Clear()
    {
        Count = 0;
        HasQuotes = false;
    }

    /// <summary>Accepts a row whose field ends stand at <see cref="Count"/> × <see cref="ColumnCount"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accept(int start, long line)
    {
        _starts[Count] = start;
        _lines[Count] = line;
        Count++;
    }

    /// <summary>Makes room for that many field ends and returns <see cref="Ends"/>.</summary>
    public Span<int> EnsureEnds(int count)
    {
        if (count > _ends.Length)
        {
            Array.Resize(ref _ends, Math.Max(count, _ends.Length * 2));
        }

        return _ends;
    }

    public int Start(int row) => _starts[row];

    public long Line(int row) => _lines[row];

    public int End(int row) => _ends[((row + 1) * ColumnCount) - 1];

    /// <summary>The bytes of a row without its line end.</summary>
    public ReadOnlySpan<byte> Row(ReadOnlySpan<byte> window, int row) => window[_starts[row]..End(row)];

    /// <summary>The bytes of a field, with its quotes if it has any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> window, int row, int column)
        => window[FieldStart(row, column).._ends[(row * ColumnCount) + column]];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FieldStart(int row, int column) => column == 0 ? _starts[row] : _ends[(row * ColumnCount) + column - 1] + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FieldLength(int row, int column) => _ends[(row * ColumnCount) + column] - FieldStart(row, column);

    /// <summary>Removes the rows that are marked.</summary>
    public void Remove(ReadOnlySpan<bool> isRemoved)
    {
        var kept = 0;
        for (var row = 0; row < Count; row++)
        {
            if (!isRemoved[row])
            {
                _starts[kept] = _starts[row];
                _lines[kept] = _lines[row];
                Array.Copy(_ends, row * ColumnCount, _ends, kept * ColumnCount, ColumnCount);
                kept++;
            }
        }

        Count = kept;
    }
}

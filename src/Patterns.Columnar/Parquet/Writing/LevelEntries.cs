using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>
/// Entries of a node on their way down the schema: the levels they have so far, and the row of the node's column that they stand for, or none
/// where something above is null or empty.
/// </summary>
internal sealed class LevelEntries : IDisposable
{
    /// <summary>The row of an entry that ends above.</summary>
    public const int NoRow = -1;

    private readonly BufferBuilder<byte> _repetitions = new();
    private readonly BufferBuilder<byte> _definitions = new();
    private readonly BufferBuilder<int> _rows = new();

    public int Count => _rows.Count;

    public ReadOnlySpan<byte> Repetitions => _repetitions.Span;

    public ReadOnlySpan<byte> Definitions => _definitions.Span;

    public ReadOnlySpan<int> Rows => _rows.Span;

    public void Append(int repetition, int definition, int row)
    {
        _repetitions.Append((byte)repetition);
        _definitions.Append((byte)definition);
        _rows.Append(row);
    }

    public void Clear()
    {
        _repetitions.Truncate(0);
        _definitions.Truncate(0);
        _rows.Truncate(0);
    }

    public void Dispose()
    {
        _repetitions.Dispose();
        _definitions.Dispose();
        _rows.Dispose();
    }
}

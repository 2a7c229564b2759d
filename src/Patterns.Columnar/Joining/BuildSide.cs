using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Expressions;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Joining;

/// <summary>The rows of the build side: an index of their keys, whose numbers are those of the rows, and the columns to attach.</summary>
internal sealed class BuildSide(JoinKeys keys, IReadOnlyList<JoinKey> names, BoundExpressions attached) : IDisposable
{
    // An entry of the index with its room to grow, besides the key itself.
    private const int BytesPerEntry = 24;

    private readonly GroupIndex _index = new(keys.Types, KeyIndex.LargestSmallRange);
    private readonly int[] _groups = new int[Chunk.Rows];
    private readonly List<Column>[] _parts = [.. attached.Types.Select(static _ => new List<Column>())];

    /// <summary>The number of rows that can be found.</summary>
    public int RowCount => _index.Count;

    /// <summary>Estimated bytes of keys and columns.</summary>
    public long ByteCount { get; private set; }

    /// <exception cref="DuplicateJoinKeyException">A key is there already.</exception>
    public void Add(ColumnBatch batch)
    {
        using var keyColumns = keys.Build.Evaluate(batch);
        using var values = attached.Evaluate(batch);
        ByteCount += (batch.RowCount * (long)BytesPerEntry) + keyColumns.Columns.Sum(ColumnSize.Of)
            + values.Columns.Select((column, index) => OwnSize(column, _parts[index].LastOrDefault())).Sum();
        var findable = RowsWithKey(keyColumns.Columns, batch.RowCount);
        if (findable is null)
        {
            AddKeys(keyColumns.Columns, batch.RowCount);
            for (var index = 0; index < _parts.Length; index++)
            {
                _parts[index].Add(values.Columns[index].Share());
            }

            return;
        }

        Column[] picked = [.. keyColumns.Columns.Select(column => column.TakeRows(findable))];
        try
        {
            AddKeys(picked, findable.Length);
        }
        finally
        {
            Array.ForEach(picked, static column => column.Dispose());
        }

        for (var index = 0; index < _parts.Length; index++)
        {
            _parts[index].Add(values.Columns[index].TakeRows(findable));
        }
    }

    /// <summary>For each row of columns of keys the row with the same key, or -1. Safe for several threads.</summary>
    public void Find(ReadOnlySpan<Column> probeKeys, Span<int> rows) => _index.Find(probeKeys, rows);

    /// <summary>The columns to attach. Texts are coded, so that a joined row holds a code and no text. The caller owns them.</summary>
    /// <param name="withNull">Whether a row of nulls follows the last row.</param>
    public Column[] BuildColumns(bool withNull)
    {
        var columns = new Column[_parts.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            var parts = _parts[index];
            if (parts.Count == 0)
            {
                parts.Add(Nulls(attached.Types[index], 0));
            }

            if (withNull)
            {
                parts.Add(Nulls(attached.Types[index], 1));
            }

            using var joined = Column.Concat(parts);
            columns[index] = joined is PlainBinaryColumn texts ? Encode(texts) : joined.Share();
            parts.ForEach(static part => part.Dispose());
            parts.Clear();
        }

        return columns;
    }

    public void Dispose()
    {
        _index.Dispose();
        Array.ForEach(_parts, static parts => parts.ForEach(static part => part.Dispose()));
    }

    private void AddKeys(Column[] columns, int rowCount)
    {
        _index.Begin(columns);
        for (var start = 0; start < rowCount; start += Chunk.Rows)
        {
            var known = _index.Count;
            var groups = _groups.AsSpan(0, Math.Min(Chunk.Rows, rowCount - start));
            _index.FindOrAdd(columns, start, groups);
            if (_index.Count - known == groups.Length)
            {
                continue;
            }

            for (var row = 0; row < groups.Length; row++)
            {
                if (groups[row] != known + row)
                {
                    throw new DuplicateJoinKeyException(
                        [.. names.Select(static key => key.Build.ToString())], [.. columns.Select(column => column.GetValue(start + row))]);
                }
            }
        }
    }

    /// <summary>What a column takes besides a dictionary that the one before it has, too.</summary>
    private static long OwnSize(Column column, Column? previous)
        => column is DictionaryBinaryColumn codes && previous is DictionaryBinaryColumn known && known.Dictionary.SharesValuesWith(codes.Dictionary)
            ? column.Length * (long)sizeof(int)
            : ColumnSize.Of(column);

    /// <summary>The rows of which no key is null, or null when these are all.</summary>
    private static int[]? RowsWithKey(Column[] columns, int rowCount)
        => Array.TrueForAll(columns, static column => column.NullCount == 0)
            ? null
            : [.. Enumerable.Range(0, rowCount).Where(row => Array.TrueForAll(columns, column => !column.IsNull(row)))];

    private static Column Nulls(DataType type, int count)
    {
        using var builder = ColumnBuilder.Create(type);
        for (var row = 0; row < count; row++)
        {
            builder.AppendNull();
        }

        return builder.Build();
    }

    private static DictionaryBinaryColumn Encode(PlainBinaryColumn texts)
    {
        using var entries = new ByteStringIndex();
        var codes = ColumnBuffer.Rent<int>(texts.Length);
        entries.FindOrAdd(texts.Offsets, texts.Bytes, codes.Span<int>(texts.Length));
        var dictionary = new PlainBinaryColumn(texts.Type, entries.Count, entries.DetachOffsets(), entries.DetachBytes(), default);
        return new DictionaryBinaryColumn(dictionary, texts.Length, codes, texts.Validity.Share());
    }
}

using Patterns.Columnar.Memory;
using Patterns.Columnar.Spilling;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>Rows in the order of their partitions that lie in a temporary file.</summary>
internal sealed class SpilledRows : Piece
{
    private readonly SpillFile _file;
    private readonly long[] _offsets;
    private readonly DataType[] _types;
    private readonly int[] _keys;
    private readonly int[] _arguments;
    private readonly int[] _accumulators;

    private SpilledRows(SpillFile file, long[] offsets, DataType[] types, (int[] Keys, int[] Arguments, int[] Accumulators) roles, int[] starts)
        : base(starts)
    {
        _file = file;
        _offsets = offsets;
        _types = types;
        (_keys, _arguments, _accumulators) = roles;
    }

    /// <summary>Writes rows to a file.</summary>
    /// <param name="keys">One column per key.</param>
    /// <param name="arguments">One column per accumulator that is fed, null where it counts rows.</param>
    /// <param name="accumulators">Positions of the accumulators that are fed.</param>
    /// <param name="starts">For each partition where its rows begin, and the end.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="SpillException">The file cannot be written.</exception>
    public static SpilledRows Write(Column[] keys, Column?[] arguments, int[] accumulators, int[] starts, SpillFile file)
    {
        Column[] columns = [.. keys.Concat(arguments.OfType<Column>()).Distinct<Column>(ReferenceEqualityComparer.Instance)];
        var offsets = new long[RadixPartitions.Count + 1];
        using var bytes = new BufferBuilder<byte>();
        for (var partition = 0; partition < RadixPartitions.Count; partition++)
        {
            var count = starts[partition + 1] - starts[partition];
            foreach (var column in columns)
            {
                using var share = column.Slice(starts[partition], count);
                SpilledColumns.Write(share, bytes);
            }

            offsets[partition + 1] = bytes.Count;
        }

        var start = file.Append(bytes.Span);
        return new SpilledRows(
            file,
            [.. offsets.Select(offset => start + offset)],
            [.. columns.Select(static column => column.Type)],
            ([.. keys.Select(key => Array.IndexOf(columns, key))], [.. arguments.Select(argument => Array.IndexOf(columns, argument))], accumulators),
            starts);
    }

    public override void Dispose()
    {
    }

    public override void AddTo(HashAggregator groups, int partition)
    {
        using var rows = Read(partition);
        groups.Add(InputOf(rows));
    }

    public override void AddTo(PartResult part, int partition)
    {
        using var rows = Read(partition);
        part.Add(InputOf(rows));
    }

    private GroupingInput InputOf(ColumnBatch rows)
    {
        Column[] keys = [.. _keys.Select(position => rows.Columns[position])];
        Column?[] arguments = [.. _arguments.Select(position => position < 0 ? null : rows.Columns[position])];
        return new GroupingInput(keys, arguments, _accumulators, rows.RowCount);
    }

    private ColumnBatch Read(int partition)
    {
        var rows = CountOf(partition);
        var length = (int)(_offsets[partition + 1] - _offsets[partition]);
        var buffer = ColumnBuffer.Rent(length);
        _file.Read(_offsets[partition], buffer.Span<byte>(length));
        ReadOnlySpan<byte> bytes = buffer.Span<byte>(length);
        var columns = new Column[_types.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = SpilledColumns.Read(_types[index], rows, ref bytes);
        }

        buffer.Release();
        return new ColumnBatch(new Schema([.. _types.Select(static (type, index) => new Field(FormattableString.Invariant($"c{index}"), type))]), rows, columns);
    }
}

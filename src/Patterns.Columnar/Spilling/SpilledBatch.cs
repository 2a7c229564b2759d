using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Spilling;

/// <summary>Where the rows of a batch lie in a temporary file.</summary>
internal readonly record struct SpilledBatch(long Start, int ByteCount, int RowCount)
{
    /// <exception cref="SpillException">The file cannot be written.</exception>
    public static SpilledBatch Write(SpillFile file, ColumnBatch batch)
    {
        using var bytes = new BufferBuilder<byte>();
        foreach (var column in batch.Columns)
        {
            SpilledColumns.Write(column, bytes);
        }

        return new SpilledBatch(file.Append(bytes.Span), bytes.Count, batch.RowCount);
    }

    /// <summary>The rows, as a batch that the caller owns.</summary>
    /// <exception cref="SpillException">The file cannot be read.</exception>
    public ColumnBatch Read(SpillFile file, Schema schema)
    {
        var buffer = ColumnBuffer.Rent(ByteCount);
        try
        {
            file.Read(Start, buffer.Span<byte>(ByteCount));
            ReadOnlySpan<byte> bytes = buffer.Span<byte>(ByteCount);
            var columns = new Column[schema.Count];
            for (var index = 0; index < columns.Length; index++)
            {
                columns[index] = SpilledColumns.Read(schema[index].Type, RowCount, ref bytes);
            }

            return new ColumnBatch(schema, RowCount, columns);
        }
        finally
        {
            buffer.Release();
        }
    }
}

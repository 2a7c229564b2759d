using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>
/// The page indexes of all column chunks, which stand before the footer: first all column indexes, then all offset indexes. Source:
/// parquet-format, PageIndex.md.
/// </summary>
internal sealed class FileIndexes
{
    private readonly List<(ColumnIndex? Columns, OffsetIndex Offsets)> _indexes = [];

    /// <summary>Adds the indexes of a chunk; chunks come in the order of the file.</summary>
    public void Add(EncodedChunk chunk, long position) => _indexes.Add((chunk.Index, chunk.OffsetsAt(position)));

    /// <summary>Writes all indexes and says in the metadata of each chunk where its own are.</summary>
    /// <param name="rowGroups">The row groups of the file, whose chunks are those that were added.</param>
    /// <param name="position">Position in the file at which the indexes will start.</param>
    /// <param name="writer">Receives the indexes.</param>
    public List<RowGroupMetadata> Write(IReadOnlyList<RowGroupMetadata> rowGroups, long position, CompactWriter writer)
    {
        var chunks = rowGroups.SelectMany(static rowGroup => rowGroup.Columns).ToArray();
        for (var index = 0; index < chunks.Length; index++)
        {
            if (_indexes[index].Columns is { } columns)
            {
                var start = writer.Written.Length;
                columns.Write(writer);
                chunks[index] = chunks[index] with { ColumnIndexOffset = position + start, ColumnIndexLength = writer.Written.Length - start };
            }
        }

        for (var index = 0; index < chunks.Length; index++)
        {
            var start = writer.Written.Length;
            _indexes[index].Offsets.Write(writer);
            chunks[index] = chunks[index] with { OffsetIndexOffset = position + start, OffsetIndexLength = writer.Written.Length - start };
        }

        var taken = 0;
        var result = new List<RowGroupMetadata>();
        foreach (var rowGroup in rowGroups)
        {
            result.Add(rowGroup with { Columns = chunks[taken..(taken + rowGroup.Columns.Count)] });
            taken += rowGroup.Columns.Count;
        }

        return result;
    }
}

using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Where the pages of a column chunk begin and end in the file.</summary>
internal static class ChunkExtent
{
    private const int MagicByteCount = 4;

    // Some old writers left the header of the dictionary page out of the chunk's size.
    private const int SizeTolerance = 100;
    private const int FooterTailByteCount = 8;

    /// <summary>Positions of the first byte and behind the last.</summary>
    /// <exception cref="CorruptDataException">They do not lie within the file.</exception>
    public static (long Start, long End) Of(ColumnChunkMetadata chunk, long fileLength)
    {
        var start = chunk.DictionaryPageOffset is > 0 and var dictionary && dictionary < chunk.DataPageOffset ? dictionary : chunk.DataPageOffset;
        var limit = fileLength - FooterTailByteCount;
        return chunk.CompressedByteCount < 0 || start < MagicByteCount || start > limit || chunk.CompressedByteCount > limit - start
            ? throw new CorruptDataException($"its {chunk.CompressedByteCount} bytes from {start} do not lie within the file of {fileLength} bytes")
            : (start, Math.Min(limit, start + chunk.CompressedByteCount + SizeTolerance));
    }
}

using System.Text;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>The values of one leaf column in one row group. Source: parquet.thrift, ColumnChunk and ColumnMetaData.</summary>
internal sealed record ColumnChunkMetadata
{
    public required PhysicalType Type { get; init; }

    public IReadOnlyList<PageEncoding> Encodings { get; init; } = [];

    public IReadOnlyList<string> Path { get; init; } = [];

    public required CompressionCodec Codec { get; init; }

    /// <summary>Values including nulls and empty lists.</summary>
    public required long ValueCount { get; init; }

    public long UncompressedByteCount { get; init; }

    /// <summary>Bytes of all pages with their headers.</summary>
    public required long CompressedByteCount { get; init; }

    public required long DataPageOffset { get; init; }

    /// <summary>Null when there is no dictionary, or when the writer did not say.</summary>
    public long? DictionaryPageOffset { get; init; }

    public ValueStatistics? Statistics { get; init; }

    public IReadOnlyList<PageEncodingCount> EncodingCounts { get; init; } = [];

    public long? BloomFilterOffset { get; init; }

    public int? BloomFilterLength { get; init; }

    /// <summary>A file that holds the pages; null for this one.</summary>
    public string? FilePath { get; init; }

    public long? OffsetIndexOffset { get; init; }

    public int? OffsetIndexLength { get; init; }

    public long? ColumnIndexOffset { get; init; }

    public int? ColumnIndexLength { get; init; }

    public bool IsEncrypted { get; init; }

    public static ColumnChunkMetadata Read(ref CompactReader reader)
    {
        ColumnChunkMetadata? pages = null;
        string? filePath = null;
        long? offsetIndex = null, columnIndex = null;
        int? offsetIndexLength = null, columnIndexLength = null;
        var isEncrypted = false;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    filePath = reader.String(cursor);
                    break;
                case 3:
                    cursor.Require(CompactType.Struct);
                    pages = ReadPages(ref reader);
                    break;
                case 4:
                    offsetIndex = reader.Int64(cursor);
                    break;
                case 5:
                    offsetIndexLength = reader.Int32(cursor);
                    break;
                case 6:
                    columnIndex = reader.Int64(cursor);
                    break;
                case 7:
                    columnIndexLength = reader.Int32(cursor);
                    break;
                case 8 or 9:
                    isEncrypted = true;
                    reader.Skip(cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        if (pages is null)
        {
            throw new CorruptDataException(isEncrypted ? "a column chunk is encrypted, which is not supported" : "a column chunk has no metadata");
        }

        return pages with
        {
            FilePath = filePath,
            OffsetIndexOffset = offsetIndex,
            OffsetIndexLength = offsetIndexLength,
            ColumnIndexOffset = columnIndex,
            ColumnIndexLength = columnIndexLength,
            IsEncrypted = isEncrypted,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int64(2, 0);
        WritePages(writer, 3);
        if (OffsetIndexOffset is { } offsetIndex)
        {
            writer.Int64(4, offsetIndex);
            writer.Int32(5, OffsetIndexLength!.Value);
        }

        if (ColumnIndexOffset is { } columnIndex)
        {
            writer.Int64(6, columnIndex);
            writer.Int32(7, ColumnIndexLength!.Value);
        }

        writer.EndStruct();
    }

    private static ColumnChunkMetadata ReadPages(ref CompactReader reader)
    {
        PhysicalType? type = null;
        CompressionCodec? codec = null;
        long? values = null, compressed = null, dataOffset = null;
        var result = new ColumnChunkMetadata { Type = default, Codec = default, ValueCount = 0, CompressedByteCount = 0, DataPageOffset = 0 };
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    type = (PhysicalType)reader.Int32(cursor);
                    break;
                case 2:
                    result = result with { Encodings = ReadEncodings(ref reader, cursor) };
                    break;
                case 3:
                    result = result with { Path = ReadPath(ref reader, cursor) };
                    break;
                case 4:
                    codec = (CompressionCodec)reader.Int32(cursor);
                    break;
                case 5:
                    values = reader.Int64(cursor);
                    break;
                case 6:
                    result = result with { UncompressedByteCount = reader.Int64(cursor) };
                    break;
                case 7:
                    compressed = reader.Int64(cursor);
                    break;
                case 9:
                    dataOffset = reader.Int64(cursor);
                    break;
                case 11:
                    result = result with { DictionaryPageOffset = reader.Int64(cursor) };
                    break;
                case 12:
                    cursor.Require(CompactType.Struct);
                    result = result with { Statistics = ValueStatistics.Read(ref reader) };
                    break;
                case 13 when cursor.Type == CompactType.List:
                    result = result with { EncodingCounts = ReadCounts(ref reader, cursor) };
                    break;
                case 14 when cursor.Type == CompactType.Int64:
                    result = result with { BloomFilterOffset = reader.Int64(cursor) };
                    break;
                case 15 when cursor.Type == CompactType.Int32:
                    result = result with { BloomFilterLength = reader.Int32(cursor) };
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return result with
        {
            Type = type ?? throw Missing("physical type"),
            Codec = codec ?? throw Missing("codec"),
            ValueCount = values ?? throw Missing("number of values"),
            CompressedByteCount = compressed ?? throw Missing("compressed size"),
            DataPageOffset = dataOffset ?? throw Missing("data page offset"),
        };
    }

    private static PageEncoding[] ReadEncodings(ref CompactReader reader, in StructCursor cursor)
    {
        var encodings = new PageEncoding[reader.List(cursor, CompactType.Int32)];
        for (var index = 0; index < encodings.Length; index++)
        {
            encodings[index] = (PageEncoding)reader.ReadInt32();
        }

        return encodings;
    }

    private static List<string> ReadPath(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Binary);
        var path = new List<string>();
        for (var index = 0; index < count; index++)
        {
            path.Add(Encoding.UTF8.GetString(reader.ReadBinary()));
        }

        return path;
    }

    private static List<PageEncodingCount> ReadCounts(ref CompactReader reader, in StructCursor cursor)
    {
        var count = reader.List(cursor, CompactType.Struct);
        var counts = new List<PageEncodingCount>();
        for (var index = 0; index < count; index++)
        {
            counts.Add(PageEncodingCount.Read(ref reader));
        }

        return counts;
    }

    private static CorruptDataException Missing(string what) => new($"the metadata of a column chunk have no {what}");

    private void WritePages(CompactWriter writer, short id)
    {
        writer.BeginStruct(id);
        writer.Int32(1, (int)Type);
        writer.List(2, CompactType.Int32, Encodings.Count);
        foreach (var encoding in Encodings)
        {
            writer.Int64((long)encoding);
        }

        writer.List(3, CompactType.Binary, Path.Count);
        foreach (var name in Path)
        {
            writer.Binary(Encoding.UTF8.GetBytes(name));
        }

        writer.Int32(4, (int)Codec);
        writer.Int64(5, ValueCount);
        writer.Int64(6, UncompressedByteCount);
        writer.Int64(7, CompressedByteCount);
        writer.Int64(9, DataPageOffset);
        if (DictionaryPageOffset is { } dictionary)
        {
            writer.Int64(11, dictionary);
        }

        Statistics?.Write(writer, 12);
        writer.List(13, CompactType.Struct, EncodingCounts.Count);
        foreach (var count in EncodingCounts)
        {
            count.Write(writer);
        }

        if (BloomFilterOffset is { } bloomFilter)
        {
            writer.Int64(14, bloomFilter);
            writer.Int32(15, BloomFilterLength!.Value);
        }

        writer.EndStruct();
    }
}

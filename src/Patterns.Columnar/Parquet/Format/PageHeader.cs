using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>What stands before the bytes of a page. Source: parquet.thrift, PageHeader and the headers within it.</summary>
internal readonly record struct PageHeader
{
    public required PageKind Kind { get; init; }

    public required int UncompressedByteCount { get; init; }

    public required int CompressedByteCount { get; init; }

    /// <summary>CRC-32 of the bytes as stored; null when the writer did not compute one.</summary>
    public int? Crc { get; init; }

    /// <summary>Values including nulls, or entries of a dictionary.</summary>
    public int ValueCount { get; init; }

    public PageEncoding Encoding { get; init; }

    public PageEncoding DefinitionLevelEncoding { get; init; }

    public PageEncoding RepetitionLevelEncoding { get; init; }

    /// <summary>Bytes of definition levels at the start of a page of version 2, after the repetition levels.</summary>
    public int DefinitionLevelByteCount { get; init; }

    /// <summary>Bytes of repetition levels at the start of a page of version 2.</summary>
    public int RepetitionLevelByteCount { get; init; }

    /// <summary>Rows that begin in a page of version 2; null in version 1.</summary>
    public int? RowCount { get; init; }

    /// <summary>Whether the values of a page of version 2 are compressed.</summary>
    public bool IsCompressed { get; init; }

    /// <param name="data">Bytes that start with a header.</param>
    /// <param name="length">Bytes of the header.</param>
    public static PageHeader Read(ReadOnlySpan<byte> data, out int length)
    {
        var reader = new CompactReader(data);
        int? kind = null, uncompressed = null, compressed = null, crc = null;
        var content = default(PageHeader);
        var contentKind = PageKind.Index;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    kind = reader.Int32(cursor);
                    break;
                case 2:
                    uncompressed = reader.Int32(cursor);
                    break;
                case 3:
                    compressed = reader.Int32(cursor);
                    break;
                case 4:
                    crc = reader.Int32(cursor);
                    break;
                case 5:
                    cursor.Require(CompactType.Struct);
                    content = ReadDataPage(ref reader);
                    contentKind = PageKind.Data;
                    break;
                case 7:
                    cursor.Require(CompactType.Struct);
                    content = ReadDictionaryPage(ref reader);
                    contentKind = PageKind.Dictionary;
                    break;
                case 8:
                    cursor.Require(CompactType.Struct);
                    content = ReadDataPageV2(ref reader);
                    contentKind = PageKind.DataV2;
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        length = reader.Position;
        var header = content with
        {
            Kind = (PageKind)(kind ?? throw new CorruptDataException("a page header has no type")),
            UncompressedByteCount = uncompressed ?? throw new CorruptDataException("a page header has no uncompressed size"),
            CompressedByteCount = compressed ?? throw new CorruptDataException("a page header has no compressed size"),
            Crc = crc,
        };
        header.Check(contentKind);
        return header;
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        writer.Int32(1, (int)Kind);
        writer.Int32(2, UncompressedByteCount);
        writer.Int32(3, CompressedByteCount);
        if (Crc is { } crc)
        {
            writer.Int32(4, crc);
        }

        if (Kind == PageKind.Data)
        {
            writer.BeginStruct(5);
            writer.Int32(1, ValueCount);
            writer.Int32(2, (int)Encoding);
            writer.Int32(3, (int)DefinitionLevelEncoding);
            writer.Int32(4, (int)RepetitionLevelEncoding);
            writer.EndStruct();
        }
        else
        {
            writer.BeginStruct(7);
            writer.Int32(1, ValueCount);
            writer.Int32(2, (int)Encoding);
            writer.EndStruct();
        }

        writer.EndStruct();
    }

    private static PageHeader ReadDataPage(ref CompactReader reader)
    {
        int values = -1, encoding = -1, definition = (int)PageEncoding.Rle, repetition = (int)PageEncoding.Rle;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    values = reader.Int32(cursor);
                    break;
                case 2:
                    encoding = reader.Int32(cursor);
                    break;
                case 3:
                    definition = reader.Int32(cursor);
                    break;
                case 4:
                    repetition = reader.Int32(cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return default(PageHeader) with
        {
            ValueCount = values,
            Encoding = (PageEncoding)encoding,
            DefinitionLevelEncoding = (PageEncoding)definition,
            RepetitionLevelEncoding = (PageEncoding)repetition,
            IsCompressed = true,
        };
    }

    private static PageHeader ReadDictionaryPage(ref CompactReader reader)
    {
        int values = -1, encoding = -1;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    values = reader.Int32(cursor);
                    break;
                case 2:
                    encoding = reader.Int32(cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return default(PageHeader) with { ValueCount = values, Encoding = (PageEncoding)encoding, IsCompressed = true };
    }

    private static PageHeader ReadDataPageV2(ref CompactReader reader)
    {
        int values = -1, rows = -1, encoding = -1, definitionBytes = -1, repetitionBytes = -1;
        var isCompressed = true;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    values = reader.Int32(cursor);
                    break;
                case 3:
                    rows = reader.Int32(cursor);
                    break;
                case 4:
                    encoding = reader.Int32(cursor);
                    break;
                case 5:
                    definitionBytes = reader.Int32(cursor);
                    break;
                case 6:
                    repetitionBytes = reader.Int32(cursor);
                    break;
                case 7:
                    isCompressed = cursor.Bool;
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return default(PageHeader) with
        {
            ValueCount = values,
            RowCount = rows,
            Encoding = (PageEncoding)encoding,
            DefinitionLevelEncoding = PageEncoding.Rle,
            RepetitionLevelEncoding = PageEncoding.Rle,
            DefinitionLevelByteCount = definitionBytes,
            RepetitionLevelByteCount = repetitionBytes,
            IsCompressed = isCompressed,
        };
    }

    private void Check(PageKind contentKind)
    {
        if (Kind is PageKind.Data or PageKind.DataV2 or PageKind.Dictionary && Kind != contentKind)
        {
            throw new CorruptDataException($"a page of type {Kind} has no header of that type");
        }

        if (CompressedByteCount < 0 || UncompressedByteCount < 0)
        {
            throw new CorruptDataException($"a page of {CompressedByteCount} bytes, {UncompressedByteCount} uncompressed");
        }

        if (ValueCount < 0)
        {
            throw new CorruptDataException("a page header has no number of values");
        }

        if (Kind == PageKind.DataV2
            && (DefinitionLevelByteCount < 0
                || RepetitionLevelByteCount < 0
                || RowCount is < 0
                || (long)DefinitionLevelByteCount + RepetitionLevelByteCount > CompressedByteCount))
        {
            throw new CorruptDataException(
                $"{RepetitionLevelByteCount} bytes of repetition levels, {DefinitionLevelByteCount} of definition levels and {RowCount} rows in a page of {CompressedByteCount} bytes");
        }
    }
}

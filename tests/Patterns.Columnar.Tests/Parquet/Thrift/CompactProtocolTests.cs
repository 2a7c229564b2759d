using Patterns.Columnar.Parquet;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Tests.Parquet.Thrift;

public sealed class CompactProtocolTests
{
    [Fact]
    public void A_footer_comes_back_as_written()
    {
        var footer = Footer();
        using var writer = new CompactWriter();
        footer.Write(writer);

        var read = FileMetadata.Read(writer.Written);

        Assert.Equal(footer.Schema, read.Schema);
        Assert.Equal(footer.KeyValues, read.KeyValues);
        Assert.Equal((footer.RowCount, footer.CreatedBy), (read.RowCount, read.CreatedBy));
        Assert.Equal(footer.HasTypeOrder, read.HasTypeOrder);
        var (expected, actual) = (footer.RowGroups[0].Columns[0], read.RowGroups[0].Columns[0]);
        Assert.Equal(expected.Path, actual.Path);
        Assert.Equal(expected.Encodings, actual.Encodings);
        Assert.Equal(expected.EncodingCounts, actual.EncodingCounts);
        Assert.Equal(
            (expected.ValueCount, expected.DictionaryPageOffset, expected.DataPageOffset, expected.OffsetIndexLength),
            (actual.ValueCount, actual.DictionaryPageOffset, actual.DataPageOffset, actual.OffsetIndexLength));
        Assert.Equal(expected.Statistics!.Min, actual.Statistics!.Min);
    }

    [Fact]
    public void Page_indexes_come_back_as_written()
    {
        var offsets = new OffsetIndex { Pages = [new(4, 100, 0), new(104, 2_000_000, 20_000), new(1L << 40, 7, 1L << 33)] };
        var columns = new ColumnIndex
        {
            IsNullPage = [.. Enumerable.Range(0, 20).Select(static page => page % 3 == 0)],
            Min = [.. Enumerable.Range(0, 20).Select(static page => new byte[page])],
            Max = [.. Enumerable.Range(0, 20).Select(static page => new byte[] { (byte)page })],
            Order = BoundaryOrder.Descending,
            NullCounts = [.. Enumerable.Range(0, 20).Select(static page => page * 1_000_000_000_000L)],
        };
        using var writer = new CompactWriter();
        offsets.Write(writer);
        var offsetsRead = OffsetIndex.Read(writer.Written);
        writer.Clear();
        columns.Write(writer);
        var columnsRead = ColumnIndex.Read(writer.Written);

        Assert.Equal(offsets.Pages, offsetsRead.Pages);
        Assert.Equal(columns.IsNullPage, columnsRead.IsNullPage);
        Assert.Equal(columns.Min, columnsRead.Min);
        Assert.Equal(columns.Max, columnsRead.Max);
        Assert.Equal(columns.NullCounts, columnsRead.NullCounts);
        Assert.Equal(columns.Order, columnsRead.Order);
        var bytes = writer.Written.ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptDataException>(() => ColumnIndex.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void A_footer_that_is_cut_anywhere_is_refused()
    {
        using var writer = new CompactWriter();
        Footer().Write(writer);
        var bytes = writer.Written.ToArray();

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CorruptDataException>(() => FileMetadata.Read(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Fields_that_are_not_known_are_passed_over()
    {
        // Field 90 is a struct of a map, a list, a set, a double and booleans; the known field 3 of the footer follows.
        byte[] header = [0x0C, 180, 1, 0x1B, 1, 0x58, 42, 1, (byte)'x', 0x19, 0x21, 1, 2, 0x1A, 0x15, 7, 0x17, 0, 0, 0, 0, 0, 0, 0, 0, 0x11, 0x12, 0x00];
        var reader = new CompactReader(header);
        var cursor = default(StructCursor);

        Assert.True(reader.Next(ref cursor));
        reader.Skip(cursor);

        Assert.Equal((90, header.Length), (cursor.Id, reader.Position));
    }

    [Theory]
    [InlineData(new byte[] { 0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F }, "collection of 4294967295 elements")]
    [InlineData(new byte[] { 0x68, 0xFF, 0xFF, 0xFF, 0xFF, 0x07 }, "text of 2147483647 bytes")]
    [InlineData(new byte[] { 0x36, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF }, "more than 10 bytes")]
    [InlineData(new byte[] { 0x38, 0x00 }, "field 3 is of type Binary, expected Int64")]
    [InlineData(new byte[] { 0xBF }, "15 is not a type")]
    [InlineData(new byte[] { 0x00 }, "no schema")]
    public void Malformed_footers_are_refused_before_anything_is_allocated(byte[] footer, string expected)
    {
        var error = Assert.Throws<CorruptDataException>(() => FileMetadata.Read(footer));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endless_nesting_is_refused()
    {
        var structs = Enumerable.Repeat((byte)0xBC, 100_000).ToArray();
        var lists = Enumerable.Repeat((byte)0x19, 100_000).ToArray();
        lists[0] = 0xB9;

        Assert.Contains("nested deeper", Assert.Throws<CorruptDataException>(() => FileMetadata.Read(structs)).Message, StringComparison.Ordinal);
        Assert.Contains("nested deeper", Assert.Throws<CorruptDataException>(() => FileMetadata.Read(lists)).Message, StringComparison.Ordinal);
    }

    private static FileMetadata Footer() => new()
    {
        Schema =
        [
            new() { Name = "schema", ChildCount = 2 },
            new() { Name = "a", Type = PhysicalType.Int64, Repetition = Repetition.Optional, FieldId = -3, Logical = new() { Kind = LogicalKind.Timestamp, Unit = TimeUnit.Microseconds, IsUtc = true } },
            new()
            {
                Name = "b", Type = PhysicalType.FixedLengthByteArray, TypeLength = 9, Repetition = Repetition.Required, ConvertedType = ConvertedType.Decimal,
                Precision = 20, Scale = 3, Logical = new() { Kind = LogicalKind.Decimal, Precision = 20, Scale = 3 },
            },
        ],
        RowCount = long.MaxValue,
        KeyValues = [.. Enumerable.Range(0, 20).Select(static index => KeyValuePair.Create($"key {index}", "välue"))],
        CreatedBy = "test",
        HasTypeOrder = [true, false],
        RowGroups =
        [
            new()
            {
                RowCount = 5,
                Columns =
                [
                    new()
                    {
                        Type = PhysicalType.Int64, Codec = CompressionCodec.Snappy, ValueCount = 5, CompressedByteCount = 100, DataPageOffset = 30,
                        DictionaryPageOffset = 4, Path = ["a", "b"], Encodings = [PageEncoding.Plain, PageEncoding.Rle],
                        EncodingCounts = [new(PageKind.Data, PageEncoding.Plain, 3)], Statistics = new() { Min = [1, 2], Max = [3], NullCount = 0 },
                        OffsetIndexOffset = 70, OffsetIndexLength = 7, ColumnIndexOffset = 77, ColumnIndexLength = 8,
                    },
                ],
            },
        ],
    };
}

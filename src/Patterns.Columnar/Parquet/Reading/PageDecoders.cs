using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Chooses the decoder for the values of a page.</summary>
internal static class PageDecoders
{
    /// <summary>A decoder of values of one width; byte arrays, which must be decimals, become 128-bit integers.</summary>
    public static FixedWidthDecoder FixedWidth(SchemaNode leaf, PageEncoding encoding, ReadOnlyMemory<byte> values)
        => leaf.Element.Type == PhysicalType.ByteArray
            ? new BinaryAsIntegerDecoder(ByteArrays(leaf, encoding, values))
            : encoding switch
            {
                PageEncoding.Plain => new PlainFixedWidthDecoder(values, Width(leaf)),
                PageEncoding.DeltaBinaryPacked when leaf.Element.Type is PhysicalType.Int32 or PhysicalType.Int64 => new DeltaIntegerDecoder(values, Width(leaf)),
                PageEncoding.ByteStreamSplit when leaf.Element.Type is not PhysicalType.Int96 => new ByteStreamSplitDecoder(values, Width(leaf)),
                PageEncoding.DeltaByteArray when leaf.Element.Type is PhysicalType.FixedLengthByteArray
                    => new BinaryAsFixedWidthDecoder(new DeltaBytesDecoder(values), Width(leaf)),
                _ => throw Unsupported(leaf, encoding),
            };

    /// <summary>A decoder of texts or bytes.</summary>
    /// <param name="leaf">The column.</param>
    /// <param name="form">The text that stands for a value that is not bytes; null when the column holds bytes.</param>
    /// <param name="encoding">How the values are encoded.</param>
    /// <param name="values">The encoded values.</param>
    public static BinaryDecoder Binary(SchemaNode leaf, ITextForm? form, PageEncoding encoding, ReadOnlyMemory<byte> values)
        => form is not null ? new FormattedDecoder(FixedWidth(leaf, encoding, values), form)
            : leaf.Element.Type == PhysicalType.ByteArray ? ByteArrays(leaf, encoding, values)
            : new FixedWidthAsBinaryDecoder(FixedWidth(leaf, encoding, values), Width(leaf));

    public static CorruptDataException Unsupported(SchemaNode leaf, PageEncoding encoding)
        => new($"values of type {leaf.Element.Type} are encoded as {encoding}, which is not supported");

    private static BinaryDecoder ByteArrays(SchemaNode leaf, PageEncoding encoding, ReadOnlyMemory<byte> values) => encoding switch
    {
        PageEncoding.Plain => new PlainBinaryDecoder(values),
        PageEncoding.DeltaLengthByteArray => new DeltaLengthDecoder(values),
        PageEncoding.DeltaByteArray => new DeltaBytesDecoder(values),
        _ => throw Unsupported(leaf, encoding),
    };

    private static int Width(SchemaNode leaf) => leaf.Element.Type switch
    {
        PhysicalType.Int32 or PhysicalType.Float => 4,
        PhysicalType.Int64 or PhysicalType.Double => 8,
        PhysicalType.Int96 => 12,
        PhysicalType.FixedLengthByteArray => leaf.Element.TypeLength,
        _ => throw new CorruptDataException($"values of type {leaf.Element.Type} have no width"),
    };
}

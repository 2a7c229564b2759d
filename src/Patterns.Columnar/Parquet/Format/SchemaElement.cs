using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>One node of the schema, which is stored depth first. Source: parquet.thrift, SchemaElement.</summary>
internal sealed record SchemaElement
{
    public required string Name { get; init; }

    /// <summary>Null for a group.</summary>
    public PhysicalType? Type { get; init; }

    /// <summary>Bytes per value of a fixed-length byte array.</summary>
    public int TypeLength { get; init; }

    /// <summary>Null for the root.</summary>
    public Repetition? Repetition { get; init; }

    /// <summary>Children of a group, which follow it.</summary>
    public int ChildCount { get; init; }

    public ConvertedType ConvertedType { get; init; } = ConvertedType.None;

    /// <summary>Digits after the point of a legacy decimal.</summary>
    public int Scale { get; init; }

    /// <summary>Digits of a legacy decimal.</summary>
    public int Precision { get; init; }

    public int? FieldId { get; init; }

    public LogicalType Logical { get; init; }

    public static SchemaElement Read(ref CompactReader reader)
    {
        string? name = null;
        PhysicalType? type = null;
        Repetition? repetition = null;
        var converted = ConvertedType.None;
        var logical = default(LogicalType);
        int typeLength = 0, children = 0, scale = 0, precision = 0;
        int? fieldId = null;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    type = (PhysicalType)reader.Int32(cursor);
                    break;
                case 2:
                    typeLength = reader.Int32(cursor);
                    break;
                case 3:
                    repetition = (Repetition)reader.Int32(cursor);
                    break;
                case 4:
                    name = reader.String(cursor);
                    break;
                case 5:
                    children = reader.Int32(cursor);
                    break;
                case 6:
                    converted = (ConvertedType)reader.Int32(cursor);
                    break;
                case 7:
                    scale = reader.Int32(cursor);
                    break;
                case 8:
                    precision = reader.Int32(cursor);
                    break;
                case 9:
                    fieldId = reader.Int32(cursor);
                    break;
                case 10:
                    cursor.Require(CompactType.Struct);
                    logical = LogicalType.Read(ref reader);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new SchemaElement
        {
            Name = name ?? throw new CorruptDataException("a schema element has no name"),
            Type = type,
            TypeLength = typeLength,
            Repetition = repetition,
            ChildCount = children,
            ConvertedType = converted,
            Scale = scale,
            Precision = precision,
            FieldId = fieldId,
            Logical = logical,
        };
    }

    public void Write(CompactWriter writer)
    {
        writer.BeginStruct();
        if (Type is { } type)
        {
            writer.Int32(1, (int)type);
            if (type == PhysicalType.FixedLengthByteArray)
            {
                writer.Int32(2, TypeLength);
            }
        }

        if (Repetition is { } repetition)
        {
            writer.Int32(3, (int)repetition);
        }

        writer.String(4, Name);
        if (Type is null)
        {
            writer.Int32(5, ChildCount);
        }

        if (ConvertedType != ConvertedType.None)
        {
            writer.Int32(6, (int)ConvertedType);
            if (ConvertedType == ConvertedType.Decimal)
            {
                writer.Int32(7, Scale);
                writer.Int32(8, Precision);
            }
        }

        if (FieldId is { } fieldId)
        {
            writer.Int32(9, fieldId);
        }

        if (Logical.Kind != LogicalKind.None)
        {
            Logical.Write(writer, 10);
        }

        writer.EndStruct();
    }
}

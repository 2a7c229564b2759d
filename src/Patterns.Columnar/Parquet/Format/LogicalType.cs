using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>What values mean, with its parameters. The default value means nothing is said. Source: parquet.thrift, LogicalType.</summary>
internal readonly record struct LogicalType
{
    public LogicalKind Kind { get; init; }

    /// <summary>Digits after the point of a decimal.</summary>
    public int Scale { get; init; }

    /// <summary>Digits of a decimal.</summary>
    public int Precision { get; init; }

    /// <summary>Width of an integer: 8, 16, 32 or 64.</summary>
    public int BitWidth { get; init; }

    /// <summary>Whether an integer has a sign.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Unit of a time or timestamp.</summary>
    public TimeUnit Unit { get; init; }

    /// <summary>Whether a time or timestamp is an instant rather than a wall clock's reading.</summary>
    public bool IsUtc { get; init; }

    public static LogicalType Read(ref CompactReader reader)
    {
        var result = default(LogicalType);
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            var kind = (LogicalKind)cursor.Id;
            switch (kind)
            {
                case LogicalKind.Decimal or LogicalKind.Time or LogicalKind.Timestamp or LogicalKind.Integer:
                    cursor.Require(CompactType.Struct);
                    result = ReadParameters(ref reader, kind);
                    break;
                default:
                    reader.Skip(cursor);
                    result = new LogicalType { Kind = kind };
                    break;
            }
        }

        return result;
    }

    public void Write(CompactWriter writer, short id)
    {
        writer.BeginStruct(id);
        writer.BeginStruct((short)Kind);
        switch (Kind)
        {
            case LogicalKind.Decimal:
                writer.Int32(1, Scale);
                writer.Int32(2, Precision);
                break;
            case LogicalKind.Time or LogicalKind.Timestamp:
                writer.Bool(1, IsUtc);
                writer.BeginStruct(2);
                writer.EmptyStruct((short)Unit);
                writer.EndStruct();
                break;
            case LogicalKind.Integer:
                writer.SByte(1, (sbyte)BitWidth);
                writer.Bool(2, IsSigned);
                break;
        }

        writer.EndStruct();
        writer.EndStruct();
    }

    private static LogicalType ReadParameters(ref CompactReader reader, LogicalKind kind)
    {
        var result = new LogicalType { Kind = kind };
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (kind, cursor.Id)
            {
                case (LogicalKind.Decimal, 1):
                    result = result with { Scale = reader.Int32(cursor) };
                    break;
                case (LogicalKind.Decimal, 2):
                    result = result with { Precision = reader.Int32(cursor) };
                    break;
                case (LogicalKind.Integer, 1):
                    result = result with { BitWidth = reader.SByte(cursor) };
                    break;
                case (LogicalKind.Integer, 2):
                    result = result with { IsSigned = cursor.Bool };
                    break;
                case (LogicalKind.Time or LogicalKind.Timestamp, 1):
                    result = result with { IsUtc = cursor.Bool };
                    break;
                case (LogicalKind.Time or LogicalKind.Timestamp, 2):
                    cursor.Require(CompactType.Struct);
                    result = result with { Unit = ReadUnit(ref reader) };
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return result;
    }

    private static TimeUnit ReadUnit(ref CompactReader reader)
    {
        var unit = default(TimeUnit);
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            unit = (TimeUnit)cursor.Id;
            reader.Skip(cursor);
        }

        return unit;
    }
}

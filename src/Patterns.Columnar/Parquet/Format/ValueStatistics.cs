using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Format;

/// <summary>Bounds as plain-encoded values without a length. Source: parquet.thrift, Statistics.</summary>
internal sealed record ValueStatistics
{
    /// <summary>Bound in signed order, from before column orders were defined; null when absent.</summary>
    public byte[]? LegacyMax { get; init; }

    /// <summary>Bound in signed order, from before column orders were defined; null when absent.</summary>
    public byte[]? LegacyMin { get; init; }

    public byte[]? Max { get; init; }

    public byte[]? Min { get; init; }

    public long? NullCount { get; init; }

    public bool? IsMaxExact { get; init; }

    public bool? IsMinExact { get; init; }

    public static ValueStatistics Read(ref CompactReader reader)
    {
        byte[]? legacyMax = null, legacyMin = null, max = null, min = null;
        long? nulls = null;
        bool? maxExact = null, minExact = null;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    legacyMax = reader.Binary(cursor).ToArray();
                    break;
                case 2:
                    legacyMin = reader.Binary(cursor).ToArray();
                    break;
                case 3:
                    nulls = reader.Int64(cursor);
                    break;
                case 5:
                    max = reader.Binary(cursor).ToArray();
                    break;
                case 6:
                    min = reader.Binary(cursor).ToArray();
                    break;
                case 7:
                    maxExact = cursor.Bool;
                    break;
                case 8:
                    minExact = cursor.Bool;
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        return new ValueStatistics
        {
            LegacyMax = legacyMax,
            LegacyMin = legacyMin,
            Max = max,
            Min = min,
            NullCount = nulls,
            IsMaxExact = maxExact,
            IsMinExact = minExact,
        };
    }

    public void Write(CompactWriter writer, short id)
    {
        writer.BeginStruct(id);
        if (NullCount is { } nulls)
        {
            writer.Int64(3, nulls);
        }

        if (Max is not null)
        {
            writer.Binary(5, Max);
        }

        if (Min is not null)
        {
            writer.Binary(6, Min);
        }

        if (Max is not null)
        {
            writer.Bool(7, IsMaxExact ?? false);
        }

        if (Min is not null)
        {
            writer.Bool(8, IsMinExact ?? false);
        }

        writer.EndStruct();
    }
}

using System.Collections.Frozen;
using System.Globalization;

namespace Patterns.Core.Schemas.Json;

/// <summary>The names that Spark's JSON form gives to types without parts. They differ from DDL's: <c>long</c>, not <c>bigint</c>.</summary>
internal static class JsonTypeName
{
    private static readonly (DataType Type, string Name)[] Names =
    [
        (DataType.Boolean, "boolean"),
        (DataType.Int8, "byte"),
        (DataType.Int16, "short"),
        (DataType.Int32, "integer"),
        (DataType.Int64, "long"),
        (DataType.Float32, "float"),
        (DataType.Float64, "double"),
        (DataType.Date, "date"),
        (DataType.Timestamp, "timestamp"),
        (DataType.LocalTimestamp, "timestamp_ntz"),
        (DataType.String, "string"),
        (DataType.Binary, "binary"),
    ];

    private static readonly FrozenDictionary<string, DataType> Types = Names.ToFrozenDictionary(static pair => pair.Name, static pair => pair.Type);
    private static readonly FrozenDictionary<DataTypeKind, string> ByKind = Names.ToFrozenDictionary(static pair => pair.Type.Kind, static pair => pair.Name);

    public static string Of(DataType type)
        => type is DecimalType exact ? $"decimal({exact.Precision},{exact.Scale})" : ByKind[type.Kind];

    /// <summary>The type of that name, or null when there is none.</summary>
    public static DataType? Find(string name) => Types.GetValueOrDefault(name) ?? FindDecimal(name);

    private static DecimalType? FindDecimal(string name)
    {
        if (name == "decimal")
        {
            return DataType.Decimal(10, 0);
        }

        if (!name.StartsWith("decimal(", StringComparison.Ordinal) || !name.EndsWith(')'))
        {
            return null;
        }

        var parts = name["decimal(".Length..^1].Split(',');
        return parts.Length == 2
            && TryParse(parts[0], out var precision)
            && TryParse(parts[1], out var scale)
            && precision is >= 1 and <= DecimalType.MaxPrecision
            && scale <= precision
            ? DataType.Decimal(precision, scale)
            : null;
    }

    private static bool TryParse(string digits, out int number)
        => int.TryParse(digits, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out number);
}

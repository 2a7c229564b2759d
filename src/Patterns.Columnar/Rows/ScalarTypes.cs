using Patterns.Core;

namespace Patterns.Columnar.Rows;

/// <summary>The column type that each .NET type without inner structure gets.</summary>
internal static class ScalarTypes
{
    private static readonly Dictionary<Type, DataType> Types = new()
    {
        [typeof(bool)] = DataType.Boolean,
        [typeof(sbyte)] = DataType.Int8,
        [typeof(byte)] = DataType.Int16,
        [typeof(short)] = DataType.Int16,
        [typeof(ushort)] = DataType.Int32,
        [typeof(int)] = DataType.Int32,
        [typeof(uint)] = DataType.Int64,
        [typeof(long)] = DataType.Int64,
        [typeof(ulong)] = DataType.Decimal(20, 0),
        [typeof(float)] = DataType.Float32,
        [typeof(double)] = DataType.Float64,
        [typeof(DateOnly)] = DataType.Date,
        [typeof(DateTimeOffset)] = DataType.Timestamp,
        [typeof(DateTime)] = DataType.LocalTimestamp,
        [typeof(string)] = DataType.String,
        [typeof(Guid)] = DataType.String,
        [typeof(byte[])] = DataType.Binary,
    };

    /// <summary>Whether a value of the type has no fields of its own.</summary>
    public static bool IsScalar(Type type) => Types.ContainsKey(type) || type.IsEnum || type == typeof(decimal) || type == typeof(WideDecimal);

    /// <summary>The column type, or null for a type with inner structure or without a counterpart.</summary>
    /// <exception cref="ArgumentException">The type needs digits that nobody declared.</exception>
    public static DataType? Find(RowValue value)
    {
        var type = value.CoreType;
        if (Types.TryGetValue(type, out var found))
        {
            return found;
        }

        if (type == typeof(decimal) || type == typeof(WideDecimal))
        {
            return value.Decimals ?? throw new ArgumentException(
                $"{value.Path} is a {type.Name} without precision and scale. Declare them, for example [Decimal(18, 2)], or set RowBinderOptions.Decimals for all of them.");
        }

        if (type.IsEnum)
        {
            return value.Enums == EnumStorage.Name ? DataType.String : Types[type.GetEnumUnderlyingType()];
        }

        return null;
    }

    /// <summary>Refuses types that are neither scalars nor collections nor sensible as a struct.</summary>
    /// <exception cref="ArgumentException">The type has no counterpart; the message says what to use instead.</exception>
    public static void RequireRowType(RowValue value)
    {
        if (Advice(value.CoreType) is { } advice)
        {
            throw new ArgumentException($"{value.Path} is a {value.CoreType}, which no column holds. {advice}");
        }
    }

    private static string? Advice(Type type) => type switch
    {
        _ when type == typeof(TimeSpan) => "Use a long with the unit in its name, for example DurationMicroseconds, or leave the property out with [Column(Ignore = true)].",
        _ when type == typeof(TimeOnly) => "Use a long with microseconds since midnight or a string, or leave the property out with [Column(Ignore = true)].",
        _ when type == typeof(Int128) || type == typeof(UInt128) || type.FullName == "System.Numerics.BigInteger" => "Use a WideDecimal with [Decimal(38, 0)].",
        _ when type == typeof(Half) => "Use a float.",
        _ when type == typeof(char) || type == typeof(Uri) || type == typeof(Version) => "Use a string.",
        _ when type == typeof(object) => "Use the type of the values.",
        _ when type.IsPrimitive || type.IsPointer || type.IsArray || typeof(Delegate).IsAssignableFrom(type) || typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            => "Use an array, a List<T>, a Dictionary<TKey, TValue>, one of their interfaces, or a record, or leave the property out with [Column(Ignore = true)].",
        _ => null,
    };
}

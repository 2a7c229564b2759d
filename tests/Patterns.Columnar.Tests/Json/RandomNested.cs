using System.Globalization;
using System.Text;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Json;

/// <summary>Random types, values of them, and their comparison with parsed JSON.</summary>
internal static class RandomNested
{
    private static readonly DataType[] Scalars =
    [
        DataType.Boolean, DataType.Int8, DataType.Int64, DataType.Float64, DataType.Decimal(30, 7), DataType.Date, DataType.Timestamp,
        DataType.String, DataType.Binary,
    ];

    public static DataType Type(Random random, int depth)
        => depth == 0
            ? Scalars[random.Next(Scalars.Length)]
            : random.Next(3) switch
            {
                0 => DataType.List(Type(random, depth - 1)),
                1 => DataType.Map(DataType.String, Type(random, depth - 1)),
                _ => DataType.Struct([.. Enumerable.Range(0, 1 + random.Next(4)).Select(index => new Field($"f{index}", Type(random, random.Next(depth))))]),
            };

    public static void Append(ColumnBuilder builder, Random random)
    {
        if (random.Next(5) == 0)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case BooleanColumnBuilder values: values.Append(random.Next(2) == 0); break;
            case FixedColumnBuilder<sbyte> values: values.Append((sbyte)random.Next(256)); break;
            case FixedColumnBuilder<int> values: values.Append(random.Next(-700_000, 2_000_000)); break;
            case FixedColumnBuilder<long> { Type.Kind: DataTypeKind.Timestamp } values: values.Append(random.NextInt64(-62_135_596_800_000_000, 253_402_300_799_999_999)); break;
            case FixedColumnBuilder<long> values: values.Append(random.NextInt64(long.MinValue, long.MaxValue)); break;
            case FixedColumnBuilder<double> values: values.Append(BitConverter.Int64BitsToDouble(random.NextInt64() & 0x7FEF_FFFF_FFFF_FFFF)); break;
            case FixedColumnBuilder<Int128> values: values.Append((Int128)random.NextInt64() * random.Next(-1_000_000, 1_000_000)); break;
            case BinaryColumnBuilder { Type.Kind: DataTypeKind.String } values: values.Append(Text(random)); break;
            case BinaryColumnBuilder values: values.Append(Bytes(random)); break;
            case ListColumnBuilder list: Repeat(random, () => Append(list.Elements, random)); list.Append(); break;
            case MapColumnBuilder map: AppendMap(map, random); break;
            case StructColumnBuilder fields: AppendStruct(fields, random); break;
            default: throw new ArgumentException($"No random value of {builder.Type}.", nameof(builder));
        }
    }

    public static void AssertEqual(DataType type, object? expected, JsonElement actual)
    {
        switch (type)
        {
            case var _ when expected is null:
                Assert.Equal(JsonValueKind.Null, actual.ValueKind);
                break;
            case StructType fields:
                var values = (Dictionary<string, object?>)expected!;
                Assert.Equal(values.Count(static pair => pair.Value is not null), actual.EnumerateObject().Count());
                Assert.All(fields.Fields.Where(field => values[field.Name] is not null), field => AssertEqual(field.Type, values[field.Name], actual.GetProperty(field.Name)));
                break;
            case ListType list:
                Assert.All(((object?[])expected!).Zip(actual.EnumerateArray()), pair => AssertEqual(list.Element, pair.First, pair.Second));
                Assert.Equal(((object?[])expected!).Length, actual.GetArrayLength());
                break;
            case MapType map:
                var entries = (KeyValuePair<object, object?>[])expected!;
                Assert.Equal(entries.Select(static entry => (string)entry.Key), actual.EnumerateObject().Select(static property => property.Name));
                Assert.All(entries.Zip(actual.EnumerateObject()), pair => AssertEqual(map.Value, pair.First.Value, pair.Second.Value));
                break;
            default:
                Assert.Equal(expected, Scalar(type, actual));
                break;
        }
    }

    private static object Scalar(DataType type, JsonElement value)
        => type.Kind switch
        {
            DataTypeKind.Boolean => value.GetBoolean(),
            DataTypeKind.Int8 => value.GetSByte(),
            DataTypeKind.Int64 => value.GetInt64(),
            DataTypeKind.Float64 => value.GetDouble(),
            DataTypeKind.Decimal => new WideDecimal(Int128.Parse(value.GetRawText().Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), 7),
            DataTypeKind.Date => DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            DataTypeKind.Timestamp => value.GetDateTimeOffset(),
            DataTypeKind.Binary => value.GetBytesFromBase64(),
            _ => value.GetString()!,
        };

    private static void AppendMap(MapColumnBuilder map, Random random)
    {
        var key = 0;
        Repeat(random, () =>
        {
            ((BinaryColumnBuilder)map.Keys).Append($"{key++}{Text(random)}");
            Append(map.Values, random);
        });
        map.Append();
    }

    private static void AppendStruct(StructColumnBuilder fields, Random random)
    {
        foreach (var field in fields.Fields)
        {
            Append(field, random);
        }

        fields.Append();
    }

    private static void Repeat(Random random, Action action)
    {
        for (var count = random.Next(4); count > 0; count--)
        {
            action();
        }
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(12); length > 0; length--)
        {
            text.Append(random.Next(4) switch
            {
                0 => ((char)random.Next(0x20)).ToString(),
                1 => "\"\\/"[random.Next(3)].ToString(),
                2 => new Rune(random.Next(0x1_0000, 0x11_0000)).ToString(),
                _ => new Rune(random.Next(0x20, 0xD800)).ToString(),
            });
        }

        return text.ToString();
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(10)];
        random.NextBytes(bytes);
        return bytes;
    }
}

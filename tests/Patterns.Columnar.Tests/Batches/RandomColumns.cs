using System.Text;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

/// <summary>Random columns of every type, with nulls, few distinct values and the values that are easily got wrong.</summary>
internal static class RandomColumns
{
    public static IReadOnlyList<DataType> Types { get; } =
    [
        DataType.Boolean, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Float32, DataType.Float64,
        DataType.Decimal(10, 2), DataType.Decimal(38, 4), DataType.Date, DataType.Timestamp, DataType.LocalTimestamp, DataType.String, DataType.Binary,
        DataType.List(DataType.Int32), DataType.List(DataType.List(DataType.String)), DataType.Map(DataType.String, DataType.Float64),
        DataType.Struct(new Field("a", DataType.Int64), new Field("b", DataType.Struct(new Field("c", DataType.String)))),
    ];

    /// <summary>A column of random values.</summary>
    public static Column Column(DataType type, int rows, Random random, double nullShare = 0.2)
    {
        using var builder = ColumnBuilder.Create(type);
        for (var row = 0; row < rows; row++)
        {
            Append(builder, random, nullShare);
        }

        return builder.Build();
    }

    /// <summary>A string column of codes into a dictionary of random size in which some entries are not used.</summary>
    public static DictionaryBinaryColumn Coded(int rows, Random random, double nullShare = 0.2)
    {
        using var entries = ColumnBuilder.Create(DataType.String);
        var distinct = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Text(random)).Distinct().ToArray();
        foreach (var text in distinct)
        {
            ((BinaryColumnBuilder)entries).Append(text);
        }

        using var validity = new ValidityBuilder();
        var codes = ColumnBuffer.Rent<int>(rows);
        foreach (ref var code in codes.Span<int>(rows))
        {
            code = random.Next(distinct.Length);
            validity.Append(random.NextDouble() >= nullShare);
        }

        return new DictionaryBinaryColumn((PlainBinaryColumn)entries.Build(), rows, codes, validity.Detach());
    }

    /// <summary>The rows as objects.</summary>
    public static object?[] Values(Column column) => [.. Enumerable.Range(0, column.Length).Select(column.GetValue)];

    private static void Append(ColumnBuilder builder, Random random, double nullShare)
    {
        if (random.NextDouble() < nullShare)
        {
            builder.AppendNull();
            return;
        }

        switch (builder)
        {
            case BooleanColumnBuilder values: values.Append(random.Next(2) == 0); break;
            case FixedColumnBuilder<sbyte> values: values.Append((sbyte)random.Next(-3, 4)); break;
            case FixedColumnBuilder<short> values: values.Append((short)(random.Next(-2, 3) * 16_000)); break;
            case FixedColumnBuilder<int> { Type.Kind: DataTypeKind.Date } values: values.Append(random.Next(-9, 10) * 10_000); break;
            case FixedColumnBuilder<int> values: values.Append(random.Next(3) == 0 ? random.Next() : random.Next(-5, 6)); break;
            case FixedColumnBuilder<long> { Type.Kind: DataTypeKind.Decimal } values: values.Append(random.Next(-9, 10) * 1_000_000_007L); break;
            case FixedColumnBuilder<long> values: values.Append(random.NextInt64(-100, 101) * 1_000_000_007); break;
            case FixedColumnBuilder<float> values: values.Append(random.Next(6) switch { 0 => float.NaN, 1 => -0f, 2 => 0f, 3 => float.PositiveInfinity, _ => random.Next(9) / 4f }); break;
            case FixedColumnBuilder<double> values: values.Append(Double(random)); break;
            case FixedColumnBuilder<Int128> values: values.Append(new Int128(0x1234, 5) * random.Next(-9, 10)); break;
            case BinaryColumnBuilder values: values.Append(Text(random)); break;
            case ListColumnBuilder list: Repeat(random, () => Append(list.Elements, random, nullShare)); list.Append(); break;
            case MapColumnBuilder map: AppendMap(map, random, nullShare); break;
            case StructColumnBuilder fields: AppendStruct(fields, random, nullShare); break;
            default: throw new ArgumentException($"No random value of {builder.Type}.", nameof(builder));
        }
    }

    private static double Double(Random random) => random.Next(8) switch
    {
        0 => double.NaN,
        1 => BitConverter.Int64BitsToDouble(unchecked((long)0xFFF8_0000_0000_0001)),
        2 => -0d,
        3 => 0d,
        4 => double.NegativeInfinity,
        _ => random.Next(-9, 10) / 4d,
    };

    private static string Text(Random random)
    {
        var text = new StringBuilder(random.Next(3) == 0 ? "a common beginning of a text " : "");
        for (var length = random.Next(3); length > 0; length--)
        {
            text.Append("aé🙂"[random.Next(2)]);
        }

        return text.ToString();
    }

    private static void AppendMap(MapColumnBuilder map, Random random, double nullShare)
    {
        var key = 0;
        Repeat(random, () =>
        {
            ((BinaryColumnBuilder)map.Keys).Append($"k{key++}");
            Append(map.Values, random, nullShare);
        });
        map.Append();
    }

    private static void AppendStruct(StructColumnBuilder fields, Random random, double nullShare)
    {
        foreach (var field in fields.Fields)
        {
            Append(field, random, nullShare);
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
}

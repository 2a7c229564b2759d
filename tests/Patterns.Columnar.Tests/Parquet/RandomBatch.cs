using System.Text;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>Seeded batches of random schemas: nulls, extremes, NaN, empty texts, long runs, few and many distinct values.</summary>
internal static class RandomBatch
{
    private static readonly DataType[] Primitives =
    [
        DataType.Boolean, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Float32, DataType.Float64, DataType.Date,
        DataType.Timestamp, DataType.LocalTimestamp, DataType.String, DataType.Binary, DataType.Decimal(4, 2), DataType.Decimal(9, 0),
        DataType.Decimal(10, 2), DataType.Decimal(18, 18), DataType.Decimal(19, 4), DataType.Decimal(38, 10),
    ];

    public static Schema FlatSchema(Random random, int columnCount)
        => new([.. Enumerable.Range(0, columnCount).Select(index => new Field($"c{index}", Primitives[random.Next(Primitives.Length)], random.Next(3) > 0))]);

    public static Schema EveryPrimitive(bool nullable)
        => new([.. Primitives.Select((type, index) => new Field($"c{index}", type, nullable))]);

    public static Schema NestedSchema(Random random, int columnCount, int depth)
        => new([.. Enumerable.Range(0, columnCount).Select(index => new Field($"c{index}", RandomType(random, depth), random.Next(3) > 0))]);

    public static ColumnBatch Create(Schema schema, int rowCount, Random random)
    {
        using var builder = new ColumnBatchBuilder(schema);
        for (var column = 0; column < schema.Count; column++)
        {
            var values = new RandomValues(random, schema[column].Nullable);
            values.Append(builder.Columns[column], rowCount);
        }

        return builder.Build();
    }

    private static DataType RandomType(Random random, int depth) => (depth == 0 ? 9 : random.Next(9)) switch
    {
        0 or 1 => DataType.List(RandomType(random, depth - 1), random.Next(2) == 0),
        2 or 3 => DataType.Struct([.. Enumerable.Range(0, random.Next(1, 4)).Select(index => new Field($"f{index}", RandomType(random, depth - 1), random.Next(2) == 0))]),
        4 => DataType.Map(Primitives[random.Next(1, 4)], RandomType(random, depth - 1), random.Next(2) == 0),
        _ => Primitives[random.Next(Primitives.Length)],
    };

    /// <summary>Appends values of one column, which has a style of its own.</summary>
    private sealed class RandomValues(Random random, bool nullable)
    {
        private readonly int _nullPercent = nullable ? random.Next(4) switch { 0 => 0, 1 => 100, 2 => 2, _ => random.Next(100) } : 0;
        private readonly long _distinct = random.Next(4) switch { 0 => 1, 1 => 3, 2 => 300, _ => long.MaxValue };
        private readonly int _longestRun = random.Next(3) == 0 ? 200 : 1;

        public void Append(ColumnBuilder builder, int count)
        {
            for (var row = 0; row < count;)
            {
                var run = Math.Min(count - row, random.Next(1, _longestRun + 1));
                var isNull = random.Next(100) < _nullPercent;
                var seed = _distinct == long.MaxValue ? random.Next() : (int)random.NextInt64(_distinct);
                for (var index = 0; index < run; index++)
                {
                    if (isNull)
                    {
                        builder.AppendNull();
                    }
                    else
                    {
                        AppendValue(builder, new Random(seed));
                    }
                }

                row += run;
            }
        }

        private static void AppendValue(ColumnBuilder builder, Random value)
        {
            switch (builder)
            {
                case BooleanColumnBuilder booleans:
                    booleans.Append(value.Next(2) == 0);
                    break;
                case FixedColumnBuilder<sbyte> integers:
                    integers.Append((sbyte)value.Next(sbyte.MinValue, sbyte.MaxValue + 1));
                    break;
                case FixedColumnBuilder<short> integers:
                    integers.Append((short)value.Next(short.MinValue, short.MaxValue + 1));
                    break;
                case FixedColumnBuilder<int> integers:
                    integers.Append(builder.Type.Kind == DataTypeKind.Date ? value.Next(-700_000, 2_900_000) : Extreme(value, int.MinValue, int.MaxValue));
                    break;
                case FixedColumnBuilder<long> integers:
                    integers.Append(Long(builder.Type, value));
                    break;
                case FixedColumnBuilder<float> floats:
                    floats.Append(value.Next(8) switch { 0 => float.NaN, 1 => float.NegativeInfinity, 2 => -0f, 3 => float.Epsilon, _ => BitConverter.Int32BitsToSingle(value.Next()) });
                    break;
                case FixedColumnBuilder<double> floats:
                    floats.Append(value.Next(8) switch { 0 => double.NaN, 1 => double.PositiveInfinity, 2 => -0d, 3 => double.MaxValue, _ => value.NextDouble() * 1e6 });
                    break;
                case FixedColumnBuilder<Int128> decimals:
                    decimals.Append(Wide((DecimalType)builder.Type, value));
                    break;
                case BinaryColumnBuilder texts:
                    AppendText(texts, value);
                    break;
                case ListColumnBuilder lists:
                    new RandomValues(value, ((ListType)builder.Type).ElementNullable).Append(lists.Elements, value.Next(4) == 0 ? 0 : value.Next(5));
                    lists.Append();
                    break;
                case StructColumnBuilder structs:
                    foreach (var (field, part) in ((StructType)builder.Type).Fields.Zip(structs.Fields))
                    {
                        new RandomValues(value, field.Nullable).Append(part, 1);
                    }

                    structs.Append();
                    break;
                case MapColumnBuilder maps:
                    AppendMap(maps, value);
                    break;
            }
        }

        private static void AppendMap(MapColumnBuilder maps, Random value)
        {
            // Keys of a map are unique: one of each remainder.
            var count = value.Next(4);
            for (var key = 0; key < count; key++)
            {
                switch (maps.Keys)
                {
                    case FixedColumnBuilder<sbyte> keys:
                        keys.Append((sbyte)((value.Next(20) * 5) + key));
                        break;
                    case FixedColumnBuilder<short> keys:
                        keys.Append((short)((value.Next(1000) * 5) + key));
                        break;
                    case FixedColumnBuilder<int> keys:
                        keys.Append((value.Next(100_000) * 5) + key);
                        break;
                }
            }

            new RandomValues(value, ((MapType)maps.Type).ValueNullable).Append(maps.Values, count);
            maps.Append();
        }

        private static long Long(DataType type, Random value) => type switch
        {
            DecimalType decimalType => (long)Wide(decimalType, value),
            { Kind: DataTypeKind.Int64 } => value.Next(10) switch { 0 => long.MinValue, 1 => long.MaxValue, _ => value.NextInt64() },
            _ => value.NextInt64(-62_135_596_800_000_000, 253_402_300_799_999_999),
        };

        private static int Extreme(Random value, int least, int most) => value.Next(10) switch { 0 => least, 1 => most, _ => value.Next(-1000, 1000) };

        private static Int128 Wide(DecimalType type, Random value)
        {
            var limit = Int128.Parse(new string('9', type.Precision), null);
            return value.Next(8) switch
            {
                0 => limit,
                1 => -limit,
                2 => 0,
                _ => new Int128((ulong)value.NextInt64() >> value.Next(64), (ulong)value.NextInt64()) % limit * (value.Next(2) == 0 ? 1 : -1),
            };
        }

        private static void AppendText(BinaryColumnBuilder texts, Random value)
        {
            var length = value.Next(20) switch { 0 => 0, 1 => value.Next(300), _ => value.Next(24) };
            if (texts.Type.Kind == DataTypeKind.Binary)
            {
                var bytes = new byte[length];
                value.NextBytes(bytes);
                texts.Append(bytes);
                return;
            }

            var text = new StringBuilder();
            for (var index = 0; index < length; index++)
            {
                text.Append(value.Next(10) switch { 0 => "é", 1 => "漢", 2 => "🦆", _ => ((char)value.Next(32, 127)).ToString() });
            }

            texts.Append(text.ToString());
        }
    }
}

using Patterns.Core;

namespace Patterns.Testing;

/// <summary>Random values from a seeded <see cref="Random"/>. The edges (empty, smallest, largest) come up often.</summary>
public static class RandomData
{
    private static readonly string[] Letters = ["a", "b", "Z", "0", " ", "_", "\"", "'", "\\", ",", "\n", "é", "ß", "中", "\u0301", "😀", "\uFFFD"];

    private static readonly DataType[] Scalars =
    [
        DataType.Boolean, DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Float32, DataType.Float64, DataType.Date,
        DataType.Timestamp, DataType.LocalTimestamp, DataType.String, DataType.Binary,
    ];

    extension(Random random)
    {
        /// <summary>One of the values.</summary>
        public T Pick<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];

        /// <summary>True one time in <paramref name="times"/>.</summary>
        public bool OneIn(int times) => random.Next(times) == 0;

        /// <summary>Any number of 64 bits: small ones, edges and all others are about equally likely.</summary>
        public long AnyInt64() => random.Next(3) switch
        {
            0 => random.Next(-100, 101),
            1 => random.Pick([long.MinValue, long.MinValue + 1, int.MinValue, 0, int.MaxValue, uint.MaxValue, long.MaxValue - 1, long.MaxValue]),
            _ => random.NextInt64(long.MinValue, long.MaxValue),
        };

        /// <summary>Any double, edges included; never NaN, which is not equal to itself.</summary>
        public double AnyDouble()
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            return random.OneIn(4)
                ? random.Pick([0.0, -0.0, 0.1, double.Epsilon, double.MinValue, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity])
                : double.IsNaN(value) ? 1.5 : value;
        }

        /// <summary>Up to so many letters: ASCII, quotes, separators, combining marks and characters beyond 16 bits.</summary>
        public string AnyText(int maxLetters = 12) => string.Concat(Enumerable.Range(0, random.Next(maxLetters + 1)).Select(_ => random.Pick(Letters)));

        /// <summary>Up to so many bytes.</summary>
        public byte[] AnyBytes(int maxLength = 20)
        {
            var bytes = new byte[random.Next(maxLength + 1)];
            random.NextBytes(bytes);
            return bytes;
        }

        /// <summary>Any instant of the years 1 to 9999 in whole microseconds, UTC.</summary>
        public DateTimeOffset AnyInstant()
            => new(random.NextInt64(DateTimeOffset.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond) * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

        /// <summary>Any day of the years 1 to 9999.</summary>
        public DateOnly AnyDay() => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1));

        /// <summary>Any type with at most so many levels of nesting.</summary>
        public DataType AnyType(int depth = 2) => random.Next(depth > 0 ? 6 : 3) switch
        {
            0 => AnyDecimal(random),
            3 => DataType.List(random.AnyType(depth - 1), random.OneIn(2)),
            4 => DataType.Map(random.AnyType(0), random.AnyType(depth - 1), random.OneIn(2)),
            5 => DataType.Struct(AnyFields(random, 1 + random.Next(3), depth - 1)),
            _ => random.Pick(Scalars),
        };

        /// <summary>Any schema with at most so many columns and levels of nesting.</summary>
        public Schema AnySchema(int maxColumns = 8, int depth = 2) => new(AnyFields(random, random.Next(maxColumns + 1), depth));
    }

    private static DecimalType AnyDecimal(Random random)
    {
        var precision = random.Next(1, DecimalType.MaxPrecision + 1);
        return DataType.Decimal(precision, random.Next(precision + 1));
    }

    private static Field[] AnyFields(Random random, int count, int depth)
        => [.. Enumerable.Range(0, count).Select(index => new Field($"{random.AnyText(4)}{index}", random.AnyType(depth), random.OneIn(2)))];
}

using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Lake.Formats;

/// <summary>Which parser reads the texts of which fixed-width column.</summary>
internal static class CellParsers
{
    /// <summary>Has the factory make its result for the column's builder and the parser of its type.</summary>
    /// <param name="plan">How the texts are read.</param>
    /// <param name="builder">The builder of the plan's type.</param>
    /// <param name="factory">Makes the result.</param>
    /// <exception cref="ArgumentException">The type is nested, so that no text is read as it.</exception>
    public static TResult Create<TFactory, TResult>(ValuePlan plan, ColumnBuilder builder, TFactory factory)
        where TFactory : IFixedColumnFactory<TResult>
        => (plan.Type.Kind, builder) switch
        {
            (DataTypeKind.Decimal, FixedColumnBuilder<long> decimals) => factory.Create(decimals, new DecimalParser((DecimalType)plan.Type)),
            (DataTypeKind.Decimal, FixedColumnBuilder<Int128> decimals) => factory.Create(decimals, new DecimalParser((DecimalType)plan.Type)),
            (DataTypeKind.Date, FixedColumnBuilder<int> days) => factory.Create(days, new DateParser(plan.DateOrder)),
            (DataTypeKind.Timestamp, FixedColumnBuilder<long> times) => factory.Create(times, new TimestampParser(plan.DateOrder, hasZone: true)),
            (DataTypeKind.LocalTimestamp, FixedColumnBuilder<long> times) => factory.Create(times, new TimestampParser(plan.DateOrder, hasZone: false)),
            (_, FixedColumnBuilder<long> integers) => factory.Create(integers, default(IntegerParser<long>)),
            (_, FixedColumnBuilder<int> integers) => factory.Create(integers, default(IntegerParser<int>)),
            (_, FixedColumnBuilder<short> integers) => factory.Create(integers, default(IntegerParser<short>)),
            (_, FixedColumnBuilder<sbyte> integers) => factory.Create(integers, default(IntegerParser<sbyte>)),
            (_, FixedColumnBuilder<double> numbers) => factory.Create(numbers, default(DoubleParser)),
            (_, FixedColumnBuilder<float> numbers) => factory.Create(numbers, default(SingleParser)),
            _ => throw new ArgumentException($"Text cannot be read as {plan.Type}; declare a scalar type, or string to keep the text.", nameof(plan)),
        };
}

using System.Numerics;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Makes the accumulator for a function and the type of its argument.</summary>
internal static class AccumulatorFactory
{
    /// <summary>Type of an aggregate, or null when it does not take the type of its argument.</summary>
    /// <param name="aggregate">What is computed.</param>
    /// <param name="argument">Type of the argument; null for <see cref="AggregateFunction.CountAll"/>.</param>
    public static DataType? ResultType(Aggregate aggregate, DataType? argument)
    {
        var function = aggregate.Function == AggregateFunction.Average ? AggregateFunction.Sum : aggregate.Function;
        using var accumulator = Create(function, argument, aggregate.Share ?? 0);
        return accumulator is not null && aggregate.Function == AggregateFunction.Average ? AverageType(argument!) : accumulator?.Type;
    }

    /// <summary>Makes an accumulator, or null when the function does not take the type.</summary>
    /// <param name="function">What is computed; an average is made of a sum and a count.</param>
    /// <param name="argument">Type of the argument; null for <see cref="AggregateFunction.CountAll"/>.</param>
    /// <param name="share">Of <see cref="AggregateFunction.Quantile"/> the share of values below it.</param>
    public static Accumulator? Create(AggregateFunction function, DataType? argument, double share = 0) => function switch
    {
        AggregateFunction.CountAll or AggregateFunction.Count => new CountAccumulator(),
        AggregateFunction.CountDistinct => argument!.IsNested ? null : new DistinctCountAccumulator(argument),
        AggregateFunction.Sum => CreateSum(argument!),
        AggregateFunction.Min => CreateReduction(argument!, isMax: false),
        AggregateFunction.Max => CreateReduction(argument!, isMax: true),
        AggregateFunction.ApproximateCountDistinct => argument!.IsNested ? null : new ApproximateDistinctCount(),
        AggregateFunction.Quantile => CreateQuantile(argument!, share),
        AggregateFunction.First => CreatePick(argument!, default),
        AggregateFunction.Last => CreatePick(argument!, new PickedRow(IsLast: true, SkipsNulls: false)),
        AggregateFunction.FirstNotNull => CreatePick(argument!, new PickedRow(IsLast: false, SkipsNulls: true)),
        AggregateFunction.LastNotNull => CreatePick(argument!, new PickedRow(IsLast: true, SkipsNulls: true)),
        AggregateFunction.All => argument!.Kind == DataTypeKind.Boolean ? new BooleanReduction(isMax: false) : null,
        AggregateFunction.Any => argument!.Kind == DataTypeKind.Boolean ? new BooleanReduction(isMax: true) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "There is no such aggregate function."),
    };

    private static Accumulator? CreateQuantile(DataType argument, double share) => argument switch
    {
        DecimalType { Precision: <= DecimalType.MaxPrecision64 } type => new QuantileAccumulator<long>(share, type.Scale),
        DecimalType type => new QuantileAccumulator<Int128>(share, type.Scale),
        _ => argument.Kind switch
        {
            DataTypeKind.Int8 => new QuantileAccumulator<sbyte>(share, 0),
            DataTypeKind.Int16 => new QuantileAccumulator<short>(share, 0),
            DataTypeKind.Int32 => new QuantileAccumulator<int>(share, 0),
            DataTypeKind.Int64 => new QuantileAccumulator<long>(share, 0),
            DataTypeKind.Float32 => new QuantileAccumulator<float>(share, 0),
            DataTypeKind.Float64 => new QuantileAccumulator<double>(share, 0),
            _ => null,
        },
    };

    private static Accumulator? CreatePick(DataType argument, PickedRow row) => argument switch
    {
        DecimalType { Precision: > DecimalType.MaxPrecision64 } => new FixedPick<Int128>(argument, row),
        _ => argument.Kind switch
        {
            DataTypeKind.Boolean => new FixedPick<bool>(argument, row),
            DataTypeKind.Int8 => new FixedPick<sbyte>(argument, row),
            DataTypeKind.Int16 => new FixedPick<short>(argument, row),
            DataTypeKind.Int32 or DataTypeKind.Date => new FixedPick<int>(argument, row),
            DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp or DataTypeKind.Decimal => new FixedPick<long>(argument, row),
            DataTypeKind.Float32 => new FixedPick<float>(argument, row),
            DataTypeKind.Float64 => new FixedPick<double>(argument, row),
            DataTypeKind.String or DataTypeKind.Binary => new BytesPick(argument, row),
            _ => null,
        },
    };

    /// <remarks>Source: Spark's DecimalType.bounded(p + 10, s) for sums.</remarks>
    private static SumAccumulator? CreateSum(DataType argument) => argument switch
    {
        DecimalType { Precision: <= DecimalType.MaxPrecision64 } type => new IntegerSum<long>(DataType.Decimal(type.Precision + 10, type.Scale)),
        DecimalType type => new WideSum(DataType.Decimal(Math.Min(type.Precision + 10, DecimalType.MaxPrecision), type.Scale)),
        _ => argument.Kind switch
        {
            DataTypeKind.Int8 => new IntegerSum<sbyte>(DataType.Int64),
            DataTypeKind.Int16 => new IntegerSum<short>(DataType.Int64),
            DataTypeKind.Int32 => new IntegerSum<int>(DataType.Int64),
            DataTypeKind.Int64 => new IntegerSum<long>(DataType.Int64),
            DataTypeKind.Float32 => new FloatSum<float>(),
            DataTypeKind.Float64 => new FloatSum<double>(),
            _ => null,
        },
    };

    /// <remarks>Source: Spark's DecimalType.bounded(p + 4, s + 4) for averages.</remarks>
    private static DataType AverageType(DataType argument) => argument is DecimalType type
        ? DataType.Decimal(Math.Min(type.Precision + 4, DecimalType.MaxPrecision), Math.Min(type.Scale + 4, DecimalType.MaxPrecision))
        : DataType.Float64;

    private static Accumulator? CreateReduction(DataType argument, bool isMax) => argument switch
    {
        DecimalType { Precision: > DecimalType.MaxPrecision64 } => CreateInteger<Int128>(argument, isMax),
        _ => argument.Kind switch
        {
            DataTypeKind.Boolean => new BooleanReduction(isMax),
            DataTypeKind.Int8 => CreateInteger<sbyte>(argument, isMax),
            DataTypeKind.Int16 => CreateInteger<short>(argument, isMax),
            DataTypeKind.Int32 or DataTypeKind.Date => CreateInteger<int>(argument, isMax),
            DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp or DataTypeKind.Decimal => CreateInteger<long>(argument, isMax),
            DataTypeKind.Float32 => CreateFloat<float>(argument, isMax),
            DataTypeKind.Float64 => CreateFloat<double>(argument, isMax),
            DataTypeKind.String or DataTypeKind.Binary => new BytesReduction(argument, isMax),
            _ => null,
        },
    };

    private static Accumulator CreateInteger<T>(DataType type, bool isMax)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
        => isMax ? new ReductionAccumulator<T, LargerInteger<T>>(type) : new ReductionAccumulator<T, SmallerInteger<T>>(type);

    private static Accumulator CreateFloat<T>(DataType type, bool isMax)
        where T : unmanaged, IFloatingPointIeee754<T>
        => isMax ? new ReductionAccumulator<T, LargerFloat<T>>(type) : new ReductionAccumulator<T, SmallerFloat<T>>(type);
}

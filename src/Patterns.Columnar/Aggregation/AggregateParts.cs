using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>
/// What a table of groups computes for several aggregates: what some of them share, once. An average is a sum and a count, which others may ask for
/// too; so is the sum of <c>x + 5</c>, to which the count adds five times itself.
/// </summary>
internal sealed class AggregateParts
{
    private readonly List<Aggregate> _computed = [];

    /// <summary>Takes aggregates apart.</summary>
    /// <param name="input">The columns of the rows.</param>
    /// <param name="aggregates">What is asked for.</param>
    /// <exception cref="ExpressionTypeException">An argument does not fit the input, or an aggregate does not take its type.</exception>
    public AggregateParts(Schema input, IEnumerable<Aggregate> aggregates)
    {
        Results = [.. aggregates.Select(aggregate => Take(aggregate, aggregate.Argument?.Bind(input), input))];
    }

    /// <summary>What is computed, each different.</summary>
    public IReadOnlyList<Aggregate> Computed => _computed;

    /// <summary>How each aggregate that is asked for is made of it.</summary>
    public AggregateResult[] Results { get; }

    private AggregateResult Take(Aggregate aggregate, BoundExpression? argument, Schema input)
    {
        var type = AccumulatorFactory.ResultType(aggregate, argument?.Type)
            ?? throw new ExpressionTypeException(aggregate.Argument!, $"{aggregate} does not take values of type {argument!.Type}.");
        return aggregate.Function switch
        {
            AggregateFunction.Sum when ShiftedColumn.Of(aggregate.Argument!, argument!.Type, input) is { } shifted
                => new AggregateResult(Position(Aggregate.Sum(shifted.Column)), Position(Aggregate.Count(shifted.Column)), type, shifted.Shift),
            AggregateFunction.Average => new AggregateResult(Position(Aggregate.Sum(aggregate.Argument!)), Position(Aggregate.Count(aggregate.Argument!)), type),
            _ => new AggregateResult(Position(aggregate), null, type),
        };
    }

    private int Position(Aggregate part)
    {
        var known = _computed.IndexOf(part);
        if (known < 0)
        {
            known = _computed.Count;
            _computed.Add(part);
        }

        return known;
    }
}

using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>Which values an expression can have among some rows.</summary>
/// <param name="Min">No value is smaller; as of <see cref="PhysicalValue"/>, null when unknown.</param>
/// <param name="Max">No value is larger; as of <see cref="PhysicalValue"/>, null when unknown.</param>
/// <param name="CanBeNull">Whether a row may be null.</param>
/// <param name="CanBeValue">Whether a row may be anything but null.</param>
internal readonly record struct ValueRange(object? Min, object? Max, bool CanBeNull, bool CanBeValue)
{
    public static ValueRange Unknown { get; } = new(null, null, true, true);

    /// <summary>Says of a value as of <see cref="PhysicalValue"/> that it does not occur (false), or that it may; null when nothing can be said.</summary>
    public Func<object, bool>? MayContain { get; init; }

    /// <summary>The outcomes of null rows.</summary>
    public Outcomes OfNull => CanBeNull ? Outcomes.Null : Outcomes.None;

    /// <summary>The outcomes of a comparison with a constant.</summary>
    public Outcomes Compare(ConstantComparison comparison, object constant, ComparisonForm form)
    {
        if (comparison == ConstantComparison.IsNaN)
        {
            return Finish(MayReach(constant) ? Outcomes.True | Outcomes.False : Outcomes.False, form);
        }

        var min = Min is null ? -1 : PhysicalOrder.Compare(Min, constant);
        var max = Max is null ? 1 : PhysicalOrder.Compare(Max, constant);
        var (canBeTrue, canBeFalse) = comparison switch
        {
            ConstantComparison.Equal => (min <= 0 && max >= 0 && MayContain?.Invoke(constant) != false, min != 0 || max != 0),
            ConstantComparison.LessThan => (min < 0, max >= 0),
            _ => (min <= 0, max > 0),
        };
        return Finish((canBeTrue ? Outcomes.True : 0) | (canBeFalse ? Outcomes.False : 0), form);
    }

    /// <summary>Whether a value may be as large as the one given, or larger.</summary>
    public bool MayReach(object value) => Max is null || PhysicalOrder.Compare(Max, value) >= 0;

    /// <summary>Whether a value may be among those of the rows.</summary>
    public bool MayBe(object value)
        => MayReach(value) && (Min is null || PhysicalOrder.Compare(Min, value) <= 0) && MayContain?.Invoke(value) != false;

    /// <summary>Outcomes for values, with negation and nulls taken into account.</summary>
    public Outcomes Finish(Outcomes ofValues, ComparisonForm form)
    {
        var outcomes = CanBeValue ? ofValues : Outcomes.None;
        if (form.HasFlag(ComparisonForm.Negated))
        {
            outcomes = OutcomeLogic.Not(outcomes);
        }

        return !CanBeNull ? outcomes : outcomes | (form.HasFlag(ComparisonForm.NullSafe) ? Outcomes.False : Outcomes.Null);
    }
}

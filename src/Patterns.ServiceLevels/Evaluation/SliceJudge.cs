namespace Patterns.ServiceLevels.Evaluation;

/// <summary>What a slice adds to a budget.</summary>
internal static class SliceJudge
{
    /// <summary>10^12: the parts into which a slice's share is divided where shares are averaged.</summary>
    public const long Parts = 1_000_000_000_000;

    public static SliceState State(Budgeting budgeting, EventCounts counts)
        => counts.IsEmpty ? SliceState.NoData
            : budgeting.SliceTarget is { } target && !target.IsMetBy(counts) ? SliceState.Bad
            : SliceState.Good;

    public static EventCounts Counts(Budgeting budgeting, EventCounts counts, SliceState state)
    {
        var unit = budgeting.Method == BudgetingMethod.RatioTimeSlices ? Parts : 1;
        return state switch
        {
            SliceState.Excluded or SliceState.NoData => default,
            SliceState.Good when unit == Parts && !counts.IsEmpty => new EventCounts((long)((Int128)counts.Good * Parts / counts.Total), Parts),
            SliceState.Good => new EventCounts(unit, unit),
            _ => new EventCounts(0, unit),
        };
    }

    public static SliceState Decide(SliceState state, NoDataPolicy policy) => (state, policy) switch
    {
        (SliceState.NoData, NoDataPolicy.Good) => SliceState.Good,
        (SliceState.NoData, NoDataPolicy.Bad) => SliceState.Bad,
        _ => state,
    };
}

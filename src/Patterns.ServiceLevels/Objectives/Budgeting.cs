namespace Patterns.ServiceLevels;

/// <summary>A budgeting method with what belongs to it. Immutable. The names are those of OpenSLO.</summary>
public sealed record Budgeting
{
    private Budgeting(BudgetingMethod method, TimeSpan slice, Target? sliceTarget)
    {
        Method = method;
        Slice = slice;
        SliceTarget = sliceTarget;
    }

    /// <summary>Events are counted; the default.</summary>
    public static Budgeting Occurrences { get; } = new(BudgetingMethod.Occurrences, SlotHistory.SlotLength, null);

    /// <summary>What is counted.</summary>
    public BudgetingMethod Method { get; }

    /// <summary>The length of a slice; a minute, and without meaning, where events are counted.</summary>
    public TimeSpan Slice { get; }

    /// <summary>The share of good events with which a slice is good; null where slices are not judged one by one.</summary>
    public Target? SliceTarget { get; }

    /// <summary>Slices are counted; one is good when its share of good events is the target or more.</summary>
    /// <param name="slice">Whole minutes that divide a day: 1, 2, 3, 4, 5, 6 … minutes to 1 day. Slices start at whole multiples since midnight UTC.</param>
    /// <param name="sliceTarget">When a slice is good.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slice does not divide a day, or the target is empty.</exception>
    public static Budgeting TimeSlices(TimeSpan slice, Target sliceTarget)
    {
        if (sliceTarget.IsEmpty)
        {
            throw new ArgumentOutOfRangeException(nameof(sliceTarget), sliceTarget, "A slice needs a target of more than 0 %.");
        }

        return new Budgeting(BudgetingMethod.TimeSlices, RequireSlice(slice), sliceTarget);
    }

    /// <summary>The mean of the slices' shares of good events. Shares are held to 12 decimals, rounded down.</summary>
    /// <param name="slice">Whole minutes that divide a day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slice does not divide a day.</exception>
    public static Budgeting RatioTimeSlices(TimeSpan slice) => new(BudgetingMethod.RatioTimeSlices, RequireSlice(slice), null);

    private static TimeSpan RequireSlice(TimeSpan slice)
        => slice >= SlotHistory.SlotLength && slice.Ticks % SlotHistory.SlotLength.Ticks == 0 && TimeSpan.TicksPerDay % slice.Ticks == 0
            ? slice
            : throw new ArgumentOutOfRangeException(nameof(slice), slice, $"A slice is whole minutes that divide a day, for example 1 or 5 minutes, but is {slice:c}.");
}

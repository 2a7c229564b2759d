using Patterns.Core;
using Patterns.ServiceLevels.Evaluation;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Agreements.Judging;

/// <summary>Turns minutes into judged slices, by a definition of unavailability. A pure function of the minutes.</summary>
internal sealed class Judge(Unavailability unavailability, IReadOnlyList<Exclusion> exclusions, NoDataPolicy noData, long minimumSliceEvents)
{
    // Only says in what unit slices count; whether one is down is decided here.
    private readonly Budgeting _unit = unavailability.Kind == UnavailabilityKind.MeanErrorRate
        ? Budgeting.RatioTimeSlices(unavailability.Slice)
        : Budgeting.TimeSlices(unavailability.Slice, Target.Percent("50"));

    public BudgetUnit Unit => unavailability.Kind switch
    {
        UnavailabilityKind.Requests => BudgetUnit.Events,
        UnavailabilityKind.MeanErrorRate => BudgetUnit.SliceParts,
        _ => BudgetUnit.Slices,
    };

    /// <summary>The slices of a window for which there are minutes, in order.</summary>
    /// <param name="history">The minutes.</param>
    /// <param name="window">The window.</param>
    /// <param name="anchor">Where some slice starts; null for the start of the window.</param>
    public List<JudgedSlice> Slices(SlotHistory history, TimeWindow window, DateTimeOffset? anchor = null)
    {
        var minutes = history.Within(window);
        var effects = Effects(minutes);
        var length = (int)(unavailability.Slice.Ticks / TimeSpan.TicksPerMinute);
        List<JudgedSlice> slices = new(minutes.Count / length + 1);
        for (var index = 0; index < minutes.Count;)
        {
            // The first slice is cut short when the history starts within it.
            var offset = (int)((minutes.StartOf(index) - (anchor ?? window.Start)).Ticks / TimeSpan.TicksPerMinute % length);
            var end = Math.Min(minutes.Count, index + length - offset);
            slices.Add(JudgeSlice(minutes, effects, index, end));
            index = end;
        }

        if (unavailability.Kind == UnavailabilityKind.ConsecutiveMinutes)
        {
            PardonShortRuns(slices);
        }

        return slices;
    }

    private JudgedSlice JudgeSlice(SlotHistory minutes, ExclusionEffect?[] effects, int from, int end)
    {
        var (events, all, excluded) = (default(EventCounts), default(EventCounts), 0);
        for (var index = from; index < end; index++)
        {
            var slot = minutes[index];
            all += slot;
            excluded += effects[index] is null ? 0 : 1;
            events += effects[index] switch
            {
                ExclusionEffect.Drop => default,
                ExclusionEffect.CountAsGood => new EventCounts(slot.Total, slot.Total),
                _ => slot,
            };
        }

        var window = new TimeWindow(minutes.StartOf(from), minutes.StartOf(end - 1) + SlotHistory.SlotLength);
        var isWholly = excluded == end - from;
        if (unavailability.Kind == UnavailabilityKind.Requests)
        {
            return new JudgedSlice(window, events, isWholly ? SliceState.Excluded : events.IsEmpty ? SliceState.NoData : events.Bad > 0 ? SliceState.Bad : SliceState.Good, all);
        }

        if (isWholly)
        {
            var good = effects[from] == ExclusionEffect.CountAsGood;
            return new JudgedSlice(window, good ? SliceJudge.Counts(_unit, default, SliceState.Good) : default, SliceState.Excluded, all);
        }

        var judged = events.Total < minimumSliceEvents ? default : events;
        var state = SliceJudge.Decide(StateOf(judged), noData);
        // A mean takes the slice's own rate, whatever its state says to a reader.
        var counted = unavailability.Kind == UnavailabilityKind.MeanErrorRate && !judged.IsEmpty ? SliceState.Good : state;
        return new JudgedSlice(window, SliceJudge.Counts(_unit, judged, counted), state, all);
    }

    private SliceState StateOf(EventCounts counts)
        => counts.IsEmpty ? SliceState.NoData
            : unavailability.Kind == UnavailabilityKind.MeanErrorRate ? (counts.Bad == 0 ? SliceState.Good : SliceState.Bad)
            : (Int128)counts.Bad * unavailability.Threshold.Denominator > (Int128)counts.Total * unavailability.Threshold.Numerator ? SliceState.Bad
            : SliceState.Good;

    // Excluded minutes neither count nor end a run.
    private void PardonShortRuns(List<JudgedSlice> slices)
    {
        for (var start = 0; start < slices.Count; start++)
        {
            if (slices[start].State != SliceState.Bad)
            {
                continue;
            }

            var (end, bad) = (start, 0);
            for (; end < slices.Count && slices[end].State is SliceState.Bad or SliceState.Excluded; end++)
            {
                bad += slices[end].State == SliceState.Bad ? 1 : 0;
            }

            for (var index = start; bad < unavailability.Minutes && index < end; index++)
            {
                if (slices[index].State == SliceState.Bad)
                {
                    slices[index] = slices[index] with { State = SliceState.Good, Counts = new EventCounts(1, 1) };
                }
            }

            start = end - 1;
        }
    }

    private ExclusionEffect?[] Effects(SlotHistory minutes)
    {
        var effects = new ExclusionEffect?[minutes.Count];
        if (exclusions.Count > 0)
        {
            var excluded = new ExcludedSlots(exclusions);
            var first = SlotRing.SlotOf(minutes.Start);
            for (var index = 0; index < effects.Length; index++)
            {
                effects[index] = excluded.EffectOn(first + index);
            }
        }

        return effects;
    }
}

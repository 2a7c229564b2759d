using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// What an objective's budget counts, per minute: the indicator's own minutes where nothing is excluded and events are counted, else a ring that is derived
/// of them as they close. A slice stands at its last minute. Used under the indicator's lock.
/// </summary>
internal sealed class BudgetSlots(Budgeting budgeting, NoDataPolicy noData, ExcludedSlots excluded)
{
    private readonly int _sliceLength = (int)(budgeting.Slice.Ticks / TimeSpan.TicksPerMinute);
    private SlotRing? _derived;
    private long _derivedEnd;
    private long _pastVersion;

    private bool CountsEvents => budgeting.Method == BudgetingMethod.Occurrences;

    public SlotRing Of(SlotRing source)
    {
        if (CountsEvents && excluded.IsEmpty)
        {
            return source;
        }

        if (_derived is null || _pastVersion != source.PastVersion || _derived.Capacity < source.Capacity)
        {
            _derived = new SlotRing(source.Capacity, source.Shift);
            _derivedEnd = source.First < 0 ? source.Newest : Math.Max(source.Oldest, source.First);
            _derivedEnd -= _derivedEnd % _sliceLength;
            _pastVersion = source.PastVersion;
        }

        if (CountsEvents)
        {
            DeriveEvents(source, _derived);
        }
        else
        {
            DeriveSlices(source, _derived);
        }

        return _derived;
    }

    /// <summary>What a slice is: the four states, before the policy for missing data.</summary>
    public (SliceState State, EventCounts Counts) Slice(SlotRing source, long from)
    {
        var (sum, dropped, asGood) = (default(EventCounts), 0, 0);
        for (var slot = from; slot < from + _sliceLength; slot++)
        {
            var effect = excluded.EffectOn(slot);
            sum += Apply(effect, source[slot]);
            dropped += effect == ExclusionEffect.Drop ? 1 : 0;
            asGood += effect == ExclusionEffect.CountAsGood ? 1 : 0;
        }

        var state = SliceJudge.State(budgeting, sum);
        return state != SliceState.NoData ? (state, sum)
            : dropped == _sliceLength ? (SliceState.Excluded, sum)
            : asGood > 0 ? (SliceState.Good, sum)
            : (SliceState.NoData, sum);
    }

    private static EventCounts Apply(ExclusionEffect? effect, EventCounts counts) => effect switch
    {
        null => counts,
        ExclusionEffect.Drop => default,
        _ => new EventCounts(counts.Total, counts.Total),
    };

    // The open minute is derived again each time, as it still grows.
    private void DeriveEvents(SlotRing source, SlotRing derived)
    {
        for (var slot = Math.Max(_derivedEnd, source.Oldest); slot <= source.Newest; slot++)
        {
            derived.Set(slot, Apply(excluded.EffectOn(slot), source[slot]));
        }

        _derivedEnd = source.Newest;
    }

    private void DeriveSlices(SlotRing source, SlotRing derived)
    {
        for (; _derivedEnd + _sliceLength <= source.Newest; _derivedEnd += _sliceLength)
        {
            // Before the first event there is nothing that could report, so nothing is missing.
            if (_derivedEnd < source.Oldest || source.First < 0 || _derivedEnd + _sliceLength <= source.First)
            {
                continue;
            }

            var (state, counts) = Slice(source, _derivedEnd);
            derived.Set(_derivedEnd + _sliceLength - 1, SliceJudge.Counts(budgeting, counts, SliceJudge.Decide(state, noData)));
        }

        derived.MoveTo(source.Newest);
    }
}

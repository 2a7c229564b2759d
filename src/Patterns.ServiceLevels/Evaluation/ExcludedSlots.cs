using Patterns.Core;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Which minutes exclusions cover. Looks a day ahead at a time, so that a minute costs no expansion of rules. Not safe for use by several threads at once.</summary>
internal sealed class ExcludedSlots(IReadOnlyList<Exclusion> exclusions)
{
    private const long LookAhead = 24 * 60;

    private (long From, long End, ExclusionEffect Effect)[] _ranges = [];
    private long _from;
    private long _end;

    public bool IsEmpty => exclusions.Count == 0;

    /// <summary>What happens to a minute; null for nothing. The first exclusion that covers it decides.</summary>
    public ExclusionEffect? EffectOn(long slot)
    {
        if (exclusions.Count == 0)
        {
            return null;
        }

        if (slot < _from || slot >= _end)
        {
            Load(slot, slot + LookAhead);
        }

        foreach (var (from, end, effect) in _ranges)
        {
            if (slot >= from && slot < end)
            {
                return effect;
            }
        }

        return null;
    }

    /// <summary>The covered parts of a range, in order and without overlaps.</summary>
    public List<(long From, long End)> Within(long from, long end)
    {
        var merged = new List<(long From, long End)>();
        foreach (var range in Expand(from, end).OrderBy(static range => range.From))
        {
            var (start, stop) = (Math.Max(range.From, from), Math.Min(range.End, end));
            if (merged.Count > 0 && start <= merged[^1].End)
            {
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].End, stop));
            }
            else if (start < stop)
            {
                merged.Add((start, stop));
            }
        }

        return merged;
    }

    private void Load(long from, long end)
    {
        _ranges = [.. Expand(from, end)];
        (_from, _end) = (from, end);
    }

    private IEnumerable<(long From, long End, ExclusionEffect Effect)> Expand(long from, long end)
    {
        var window = new TimeWindow(SlotRing.StartOf(from), SlotRing.StartOf(end));
        return exclusions.SelectMany(exclusion => exclusion.Within(window).Select(time => (Indicator.FirstSlotFrom(time.Start), Indicator.FirstSlotFrom(time.End), exclusion.Effect)));
    }
}

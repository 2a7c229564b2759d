using Patterns.Core;
using Patterns.ServiceLevels.Slots;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// Decides minute by minute whether an objective is met, which of its alerts fire and which levels of its policy hold, and nothing else: what the evaluator does
/// for every objective each minute. Used under the indicator's lock.
/// </summary>
internal sealed class ObjectiveDecider
{
    private readonly Objective _objective;
    private readonly WindowSums _sums;
    private readonly AlertDecision[] _alerts;
    private readonly Ratio[] _levels;
    private readonly Ratio _target;
    private readonly int _ownWindow;
    private long _periodFrom;
    private long _periodEnd;
    private long _periodSlot = -1;
    private SlotRing? _periodRing;
    private long _periodVersion;
    private EventCounts _period;

    public ObjectiveDecider(Objective objective)
    {
        _objective = objective;
        _target = objective.Target.Value;
        var own = objective.Window.Length is { } length ? [length] : Array.Empty<TimeSpan>();
        TimeSpan[] windows = [.. objective.Alerts.SelectMany(static rule => new[] { rule.ShortWindow, rule.LongWindow }).Concat(own).Distinct().Order()];
        _ownWindow = own.Length == 0 ? -1 : Array.IndexOf(windows, own[0]);
        _sums = new WindowSums([.. windows.Select(static window => window.Ticks / TimeSpan.TicksPerMinute)], string.GetHashCode(objective.Name, StringComparison.Ordinal));
        _alerts = [.. objective.Alerts.Select(rule => new AlertDecision(Array.IndexOf(windows, rule.LongWindow), Array.IndexOf(windows, rule.ShortWindow), rule.BadShare(objective.Target)))];
        _levels = [.. objective.Policy.Select(level => BurnRate.BadShare(level.SpentFrom, objective.Target))];
    }

    /// <summary>The decisions for the minutes up to and with a closed slot: bit 0 missed, then one bit per alert, then one per level.</summary>
    public ulong Decide(SlotRing ring, long slot)
    {
        _sums.MoveTo(ring, slot);
        var sums = _sums.Sums;
        var counts = _ownWindow >= 0 ? _sums[_ownWindow] : InPeriod(ring, slot);
        var decisions = RatioMath.IsAtLeast(counts.Good, _target.Denominator, counts.Total, _target.Numerator) ? 0UL : 1;
        var bit = 2UL;
        foreach (ref readonly var alert in _alerts.AsSpan())
        {
            if (Reaches(sums, alert.ShortWindow, alert.Threshold) && Reaches(sums, alert.LongWindow, alert.Threshold) && _objective.IsTrusted(_sums[alert.LongWindow], alert.Threshold))
            {
                decisions |= bit;
            }

            bit <<= 1;
        }

        foreach (var level in _levels)
        {
            decisions |= !counts.IsEmpty && BurnRate.Reaches(counts, level) ? bit : 0;
            bit <<= 1;
        }

        return decisions;
    }

    private static bool Reaches(ReadOnlySpan<long> sums, int window, Ratio threshold)
    {
        // Thresholds are more than 0, so without bad events nothing is reached.
        var bad = sums[(2 * window) + 1];
        return bad > 0 && RatioMath.IsAtLeast(bad, threshold.Denominator, sums[2 * window] + bad, threshold.Numerator);
    }

    private EventCounts InPeriod(SlotRing ring, long slot)
    {
        if (slot >= _periodEnd || slot < _periodFrom)
        {
            var period = _objective.Window.At(SlotRing.StartOf(slot));
            (_periodFrom, _periodEnd, _periodSlot) = (Indicator.FirstSlotFrom(period.Start), Indicator.FirstSlotFrom(period.End), -1);
        }

        var isNext = slot == _periodSlot + 1 && ring == _periodRing && ring.PastVersion == _periodVersion;
        _period = isNext ? _period + ring[slot] : ring.Sum(_periodFrom, slot + 1);
        (_periodSlot, _periodRing, _periodVersion) = (slot, ring, ring.PastVersion);
        return _period;
    }
}

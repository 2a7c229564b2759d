using System.Runtime.Intrinsics;
using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// From which shares of bad ones an objective is missed, its alerts fire and the levels of its policy hold, and in which windows these are looked at.
/// Immutable; objectives with equal thresholds share them.
/// </summary>
internal sealed class Thresholds
{
    private readonly Objective _objective;
    private readonly int _ownWindow;
    private readonly Ratio _target;
    private readonly AlertDecision[] _alerts;
    private readonly Ratio[] _levels;

    /// <param name="objective">The objective.</param>
    /// <param name="windows">All windows of the objective.</param>
    public Thresholds(Objective objective, WindowSet windows)
    {
        _objective = objective;
        _ownWindow = windows.Own;
        _target = objective.Target.Value;
        _alerts = [.. objective.Alerts.Select(rule => new AlertDecision(windows.IndexOf(rule.LongWindow), windows.IndexOf(rule.ShortWindow), rule.BadShare(objective.Target)))];
        _levels = [.. objective.Policy.Select(level => BurnRate.BadShare(level.SpentFrom, objective.Target))];
    }

    /// <summary>Whether both decide alike on the same windows.</summary>
    public bool Equal(Thresholds other)
        => _ownWindow == other._ownWindow && _target == other._target && _alerts.AsSpan().SequenceEqual(other._alerts) && _levels.AsSpan().SequenceEqual(other._levels)
            && _objective.MinimumBad == other._objective.MinimumBad && _objective.CertaintyZ == other._objective.CertaintyZ;

    /// <summary>The decisions on the good and bad ones of each window: bit 0 missed, then one bit per alert, then one per level.</summary>
    public ulong Decide(ReadOnlySpan<Vector128<long>> sums)
    {
        var (good, bad) = (sums[_ownWindow][0], sums[_ownWindow][1]);
        var decisions = RatioMath.IsAtLeast(good, _target.Denominator, good + bad, _target.Numerator) ? 0UL : 1;
        var bit = 2UL;
        foreach (ref readonly var alert in _alerts.AsSpan())
        {
            if (Reaches(sums[alert.ShortWindow], alert.Threshold) && Reaches(sums[alert.LongWindow], alert.Threshold) && IsTrusted(sums[alert.LongWindow], alert.Threshold))
            {
                decisions |= bit;
            }

            bit <<= 1;
        }

        foreach (ref readonly var level in _levels.AsSpan())
        {
            decisions |= Reaches(sums[_ownWindow], level) ? bit : 0;
            bit <<= 1;
        }

        return decisions;
    }

    // Thresholds are more than 0, so without bad ones nothing is reached.
    private static bool Reaches(Vector128<long> sum, Ratio threshold)
        => sum[1] > 0 && RatioMath.IsAtLeast(sum[1], threshold.Denominator, sum[0] + sum[1], threshold.Numerator);

    private bool IsTrusted(Vector128<long> sum, Ratio threshold) => _objective.IsTrusted(new EventCounts(sum[0], sum[0] + sum[1]), threshold);
}

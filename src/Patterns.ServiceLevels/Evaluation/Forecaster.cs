using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// Lets the recent rate go on, minute by minute, while old minutes leave the window. Looks at one of a few hundred points in time at least, then at each minute
/// before the first at which the budget is exhausted. Stretches of time within which it cannot be are skipped, so that a quiet objective takes a few sums.
/// </summary>
internal sealed class Forecaster(SlotRing ring, Target target, (long From, long End) judged, long horizon)
{
    private const int Steps = 720;

    private readonly double _budget = target.Budget.ToDouble();
    private readonly long _step = Math.Max(1, horizon / Steps);
    private readonly Dictionary<long, EventCounts> _kept = [];

    /// <param name="lookBack">Minutes whose rate goes on.</param>
    /// <param name="isRolling">Whether old minutes leave.</param>
    public ExhaustionForecast Forecast(long lookBack, bool isRolling)
    {
        var now = judged.End;
        var recent = ring.Sum(now - lookBack, now);
        var minutes = Math.Min(lookBack, now - Math.Max(ring.First, 0));
        if (recent.IsEmpty || minutes <= 0)
        {
            return default;
        }

        var (low, high) = ConfidenceInterval.Wilson(new EventCounts(recent.Bad, recent.Total));
        var perMinute = (double)recent.Total / minutes;
        return new ExhaustionForecast(
            At(new Rate(perMinute, (double)recent.Bad / recent.Total, isRolling)),
            At(new Rate(perMinute, high, isRolling)),
            At(new Rate(perMinute, low, isRolling)));
    }

    private DateTimeOffset? At(Rate rate) => MinutesLeft(rate) is { } minutes ? SlotRing.StartOf(judged.End + minutes) : null;

    private long? MinutesLeft(Rate rate)
    {
        if (MayBeExhausted(rate, 0, 0))
        {
            return 0;
        }

        if (FirstStep(rate, 1, horizon / _step) is not { } step)
        {
            return null;
        }

        var (low, high) = (((step - 1) * _step) + 1, step * _step);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = MayBeExhausted(rate, middle, middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The first of some steps after which the budget is exhausted.</summary>
    private long? FirstStep(Rate rate, long first, long last)
    {
        if (first > last || !MayBeExhausted(rate, first * _step, last * _step))
        {
            return null;
        }

        var middle = (first + last) / 2;
        return first == last ? first : FirstStep(rate, first, middle) ?? FirstStep(rate, middle + 1, last);
    }

    // Bad ones as at the first minute and all events as at the last one are bounds for every minute between, also after rounding, which never turns an order
    // around. With one minute this is the answer itself.
    private bool MayBeExhausted(Rate rate, long first, long last)
    {
        var bad = Kept(rate.IsRolling ? first : 0).Bad + (last * rate.PerMinute * rate.BadShare);
        var total = Kept(rate.IsRolling ? last : 0).Total + (first * rate.PerMinute);
        return bad > _budget * total * (1 + 1e-12);
    }

    /// <summary>What there is now of what will still be in the window after some minutes.</summary>
    private EventCounts Kept(long after)
    {
        if (!_kept.TryGetValue(after, out var kept))
        {
            _kept[after] = kept = ring.Sum(judged.From + after, judged.End);
        }

        return kept;
    }

    private readonly record struct Rate(double PerMinute, double BadShare, bool IsRolling);
}

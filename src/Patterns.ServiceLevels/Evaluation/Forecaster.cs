using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>Lets the recent rate go on, minute by minute, while old minutes leave the window.</summary>
internal sealed class Forecaster(SlotRing ring, Target target, (long From, long End) judged, long horizon)
{
    private const int Steps = 720;

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
            At(Exhausted(perMinute, (double)recent.Bad / recent.Total, isRolling)),
            At(Exhausted(perMinute, high, isRolling)),
            At(Exhausted(perMinute, low, isRolling)));
    }

    private DateTimeOffset? At(long? minutes) => minutes is { } count ? SlotRing.StartOf(judged.End + count) : null;

    private long? Exhausted(double perMinute, double badShare, bool isRolling)
    {
        if (IsExhausted(0, perMinute, badShare, isRolling))
        {
            return 0;
        }

        var step = Math.Max(1, horizon / Steps);
        for (var after = step; after <= horizon; after += step)
        {
            if (IsExhausted(after, perMinute, badShare, isRolling))
            {
                var (low, high) = (after - step + 1, after);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = IsExhausted(middle, perMinute, badShare, isRolling) ? (low, middle) : (middle + 1, high);
                }

                return low;
            }
        }

        return null;
    }

    private bool IsExhausted(long after, double perMinute, double badShare, bool isRolling)
    {
        var kept = ring.Sum(judged.From + (isRolling ? after : 0), judged.End);
        var bad = kept.Bad + (after * perMinute * badShare);
        var total = kept.Total + (after * perMinute);
        return bad > target.Budget.ToDouble() * total * (1 + 1e-12);
    }
}

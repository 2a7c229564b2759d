using Patterns.ServiceLevels.Evaluation;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Tests.Evaluation;

/// <summary>Forecasts that skip what cannot be beside the loop that looks at every step.</summary>
public sealed class ForecasterTests
{
    private const int LookBack = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Forecasts_agree_with_looking_at_every_step(int seed)
    {
        var (random, found) = (new Random(seed), 0);
        for (var repeat = 0; repeat < 60; repeat++)
        {
            var (horizon, now) = (random.Next(2, 6000), 100_000L);
            var ring = new SlotRing(horizon, random.Next(SlotRing.BlockLength));
            var (before, lately) = (random.NextDouble() / 50, random.NextDouble() / 25);
            for (var slot = now - random.Next(1, horizon); slot < now; slot++)
            {
                var total = random.Next(0, 200);
                var share = now - slot <= LookBack ? lately : slot % 1000 < 30 ? 10 * before : before / 2;
                ring.Add(slot, new EventCounts(total - Math.Min(total, (int)((total * share) + random.NextDouble())), total));
            }

            ring.MoveTo(now);
            var (judged, target, isRolling) = ((now - horizon, now), Target.Percent(random.Next(2) == 0 ? "99" : "98"), random.Next(3) > 0);
            var forecast = new Forecaster(ring, target, judged, horizon).Forecast(LookBack, isRolling);
            Assert.Equal(Expected(ring, target, judged, horizon, isRolling), forecast);
            found += forecast.Expected > SlotRing.StartOf(now) ? 1 : 0;
        }

        Assert.InRange(found, 2, 58);
    }

    private static ExhaustionForecast Expected(SlotRing ring, Target target, (long From, long End) judged, long horizon, bool isRolling)
    {
        var recent = ring.Sum(judged.End - LookBack, judged.End);
        var perMinute = (double)recent.Total / Math.Min(LookBack, judged.End - Math.Max(ring.First, 0));
        var (low, high) = ConfidenceInterval.Wilson(new EventCounts(recent.Bad, recent.Total));

        bool IsExhausted(long after, double share)
        {
            var kept = ring.Sum(judged.From + (isRolling ? after : 0), judged.End);
            return kept.Bad + (after * perMinute * share) > target.Budget.ToDouble() * (kept.Total + (after * perMinute)) * (1 + 1e-12);
        }

        DateTimeOffset? At(double share)
        {
            var step = Math.Max(1, horizon / 720);
            var after = 0L;
            while (after <= horizon && !IsExhausted(after, share))
            {
                after += step;
            }

            var (first, last) = (Math.Max(0, after - step + 1), after);
            while (first < last && after <= horizon)
            {
                var middle = (first + last) / 2;
                (first, last) = IsExhausted(middle, share) ? (first, middle) : (middle + 1, last);
            }

            return after > horizon ? null : SlotRing.StartOf(judged.End + first);
        }

        return recent.IsEmpty ? default : new ExhaustionForecast(At((double)recent.Bad / recent.Total), At(high), At(low));
    }
}

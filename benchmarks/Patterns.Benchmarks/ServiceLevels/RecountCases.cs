using Patterns.Benchmarks.Compare;
using Patterns.ServiceLevels;
using Patterns.ServiceLevels.Slots;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>How long does it take to count 30 days of minutes again? Time of one count.</summary>
internal static class RecountCases
{
    private const int Minutes = 30 * 24 * 60;
    private const int Counts = 1000;

    public static CompareCase ThirtyDays { get; } = new("recount-30-days", CompareUnit.Nanoseconds, static _ =>
    {
        var traffic = new Traffic(seed: 1, eventsPerMinute: 6000);
        var ring = new SlotRing(Minutes);
        var slots = new EventCounts[Minutes];
        for (var minute = 0; minute < Minutes; minute++)
        {
            slots[minute] = traffic.Next();
            ring.Add(Traffic.FirstSlot + minute, slots[minute]);
        }

        return Task.FromResult(new Contest(
            Contender.Of("SlotRing.Sum", () => Count(() => ring.Sum(Traffic.FirstSlot, Traffic.FirstSlot + Minutes))),
            Contender.Of("loop over an array", () => Count(() => Sum(slots))),
            Contender.Of("LINQ over an array", () => Count(() => new EventCounts(slots.Sum(static slot => slot.Good), slots.Sum(static slot => slot.Total)))))
        {
            Rows = Counts,
        });
    });

    private static Outcome Count(Func<EventCounts> count)
    {
        EventCounts last = default;
        Outcome outcome = EventLoop.Measure(Counts, () =>
        {
            for (var repeat = 0; repeat < Counts; repeat++)
            {
                last = count();
            }
        }, "");
        return outcome with { Check = Answer.Of(last.Good, last.Total) };
    }

    private static EventCounts Sum(EventCounts[] slots)
    {
        var (good, total) = (0L, 0L);
        foreach (EventCounts slot in slots)
        {
            good += slot.Good;
            total += slot.Total;
        }

        return new EventCounts(good, total);
    }
}

using Patterns.Core;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Reports;

/// <summary>What is left of a budget over a window: points of time and share, from the start, where all of it is left.</summary>
internal sealed class BurnDown
{
    private const int MostPoints = 360;

    private BurnDown(TimeWindow window, List<(DateTimeOffset At, double Left)> points)
    {
        Window = window;
        Points = points;
    }

    public TimeWindow Window { get; }

    /// <summary>In order; the last is what is left now.</summary>
    public List<(DateTimeOffset At, double Left)> Points { get; }

    /// <summary>The picture of judged slices, or null when nothing was counted.</summary>
    public static BurnDown? Of(IReadOnlyList<JudgedSlice> slices, Target target, TimeWindow window)
    {
        var total = slices.Sum(static slice => (double)slice.Counts.Total);
        if (total == 0)
        {
            return null;
        }

        // Of a window that goes on, as many events as there will be when they come as they came.
        var known = (slices[^1].Window.End - slices[0].Window.Start) / window.Duration;
        var allowed = total / Math.Clamp(known, 1e-9, 1) * target.Budget.ToDouble();
        List<(DateTimeOffset, double)> points = [(slices[0].Window.Start, 1)];
        var (bad, bucket) = (0.0, window.Duration / MostPoints);
        foreach (var slice in slices)
        {
            bad += slice.Counts.Bad;
            var point = (slice.Window.End, 1 - (bad / allowed));
            // The last of each bucket stands for it, so that no loss is left out.
            if (points.Count > 1 && (points[^1].Item1 - window.Start).Ticks / bucket.Ticks == (slice.Window.End - window.Start).Ticks / bucket.Ticks)
            {
                points[^1] = point;
            }
            else
            {
                points.Add(point);
            }
        }

        return new BurnDown(window, points);
    }
}

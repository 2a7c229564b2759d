namespace Patterns.ServiceLevels.Agreements.Judging;

/// <summary>
/// Puts periods together from stretches of history drawn with replacement, and counts how many break a promise. Stretches are whole days and no shorter than the
/// longest incident, because failures come in clusters (H. R. Künsch, The jackknife and the bootstrap for general stationary observations, 1989).
/// </summary>
internal static class BlockBootstrap
{
    public const int Trials = 4000;

    /// <summary>Fewer days than this say nothing about how days differ.</summary>
    public const int MinimumDays = 7;

    public static BreachEstimate Estimate(IReadOnlyList<JudgedSlice> slices, IReadOnlyList<Incident> incidents, Target target, TimeSpan period, Random random)
    {
        var days = Days(slices);
        if (days.Length < MinimumDays)
        {
            throw new ArgumentException($"A history of {days.Length} whole days is too short for an estimate; {MinimumDays} are the least.", nameof(slices));
        }

        var longest = incidents.Count == 0 ? TimeSpan.Zero : incidents.Max(static incident => incident.Window.Duration);
        var block = (int)Math.Clamp(Math.Ceiling(longest.TotalDays), 1, days.Length);
        var needed = Math.Max(1, (int)Math.Round(period.TotalDays));
        var breaches = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var sum = default(EventCounts);
            for (var day = 0; day < needed; day += block)
            {
                var from = random.Next(days.Length);
                for (var offset = 0; offset < block && day + offset < needed; offset++)
                {
                    // Around the end, so that each day is drawn as often as any other.
                    sum += days[(from + offset) % days.Length];
                }
            }

            breaches += target.IsMetBy(sum) ? 0 : 1;
        }

        return new BreachEstimate(Trials, breaches, TimeSpan.FromDays(block), incidents.Count, Independent(days, target, needed));
    }

    // The normal approximation of a binomial count with the history's share of bad ones.
    private static double Independent(EventCounts[] days, Target target, int needed)
    {
        var all = days.Aggregate(default(EventCounts), static (sum, day) => sum + day);
        if (all.Bad == 0)
        {
            return 0;
        }

        var total = (double)all.Total / days.Length * needed;
        var share = (double)all.Bad / all.Total;
        var allowed = total * target.Budget.ToDouble();
        var deviation = Math.Sqrt(total * share * (1 - share));
        return deviation == 0 ? 0 : NormalTail((allowed - (total * share)) / deviation);
    }

    // Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: within 7.5e-8.
    private static double NormalTail(double z)
    {
        if (z < 0)
        {
            return 1 - NormalTail(-z);
        }

        var t = 1 / (1 + (0.2316419 * z));
        var polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
    }

    // Whole days of history; parts of days at both ends are left out.
    private static EventCounts[] Days(IReadOnlyList<JudgedSlice> slices)
    {
        if (slices.Count == 0)
        {
            return [];
        }

        var start = slices[0].Window.Start;
        var days = new EventCounts[(int)((slices[^1].Window.End - start).Ticks / TimeSpan.TicksPerDay)];
        foreach (var slice in slices)
        {
            var day = (int)((slice.Window.Start - start).Ticks / TimeSpan.TicksPerDay);
            if (day < days.Length)
            {
                days[day] += slice.Counts;
            }
        }

        return days;
    }
}

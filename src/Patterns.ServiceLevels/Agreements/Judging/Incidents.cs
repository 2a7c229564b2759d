using Patterns.Core;

namespace Patterns.ServiceLevels.Agreements.Judging;

/// <summary>Puts bad slices together that belong together: failures come in clusters.</summary>
internal static class Incidents
{
    /// <summary>Bad slices no farther from each other than this are one incident.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>
    /// Where events or rates are counted, an odd failure is no incident. More than ten times as many as the objective allows are, which would spend a budget of
    /// 30 days within three; of loose objectives, more than half of all events.
    /// </summary>
    public static Ratio? NoiseOf(Unavailability unavailability, Target aim)
    {
        var budget = aim.Budget;
        return unavailability.Kind is not (UnavailabilityKind.Requests or UnavailabilityKind.MeanErrorRate) ? null
            : budget < new Ratio(1, 20) ? new Ratio(budget.Numerator * 10, budget.Denominator)
            : new Ratio(1, 2);
    }

    /// <summary>The incidents in order.</summary>
    /// <param name="slices">Judged slices in order.</param>
    /// <param name="noise">The share of bad events up to which a bad slice is no incident; null where slices are judged as a whole.</param>
    public static List<Incident> Find(IReadOnlyList<JudgedSlice> slices, Ratio? noise)
    {
        List<Incident> incidents = [];
        Incident? open = null;
        foreach (var slice in slices)
        {
            if (slice.State != SliceState.Bad || (noise is { } share && (Int128)slice.Events.Bad * share.Denominator <= (Int128)slice.Events.Total * share.Numerator))
            {
                continue;
            }

            if (open is not null && slice.Window.Start - open.Window.End <= Quiet)
            {
                open = new Incident(new TimeWindow(open.Window.Start, slice.Window.End), open.Counts + slice.Counts, open.BadEvents + slice.Events.Bad);
                continue;
            }

            if (open is not null)
            {
                incidents.Add(open);
            }

            open = new Incident(slice.Window, slice.Counts, slice.Events.Bad);
        }

        return open is null ? incidents : [.. incidents, open];
    }
}

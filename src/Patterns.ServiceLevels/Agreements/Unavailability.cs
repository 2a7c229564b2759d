using System.Globalization;
using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>When a promised service counts as unavailable. Immutable; created by one of its methods.</summary>
public sealed record Unavailability
{
    private Unavailability(UnavailabilityKind kind, TimeSpan slice, Ratio threshold, int minutes)
    {
        Kind = kind;
        Slice = slice;
        Threshold = threshold;
        Minutes = minutes;
    }

    /// <summary>Failed requests of all requests: who asks a hundred times as often weighs a hundred times as much. The default.</summary>
    public static Unavailability Requests { get; } = new(UnavailabilityKind.Requests, SlotHistory.SlotLength, default, 1);

    /// <summary>What is counted.</summary>
    public UnavailabilityKind Kind { get; }

    /// <summary>The length of a slice; a minute where requests or minutes are counted.</summary>
    public TimeSpan Slice { get; }

    /// <summary>The error rate above which a slice or minute is down; 0 where rates are averaged or requests counted.</summary>
    public Ratio Threshold { get; }

    /// <summary>How many minutes must be down in a row to count; 1 unless minutes in a row are counted.</summary>
    public int Minutes { get; }

    /// <summary>100 % less the mean of the error rates of slices, as storage services promise: each five minutes weigh the same.</summary>
    /// <param name="slice">Length of a slice, whole minutes that divide a day; null for five minutes.</param>
    public static Unavailability MeanErrorRate(TimeSpan? slice = null) => new(UnavailabilityKind.MeanErrorRate, RequireSlice(slice), default, 1);

    /// <summary>Slices with an error rate above a threshold are down; exactly at it they are up.</summary>
    /// <param name="threshold">The error rate, [0, 1): <c>10%</c>, <c>0.1</c>.</param>
    /// <param name="slice">Length of a slice, whole minutes that divide a day; null for five minutes.</param>
    public static Unavailability ErrorRateAbove(string threshold, TimeSpan? slice = null)
        => new(UnavailabilityKind.ErrorRateAbove, RequireSlice(slice), RequireThreshold(threshold), 1);

    /// <summary>Minutes with an error rate above a threshold are down where so many of them follow each other; shorter runs do not count.</summary>
    /// <param name="minutes">How many in a row, 1 to 1,440.</param>
    /// <param name="threshold">The error rate, [0, 1): <c>5%</c>.</param>
    public static Unavailability ConsecutiveMinutes(int minutes, string threshold)
    {
        if (minutes is not (>= 1 and <= 24 * 60))
        {
            throw new ArgumentOutOfRangeException(nameof(minutes), minutes, "Minutes in a row are 1 to 1440.");
        }

        return new Unavailability(UnavailabilityKind.ConsecutiveMinutes, SlotHistory.SlotLength, RequireThreshold(threshold), minutes);
    }

    /// <summary>The definition that counts as an objective does.</summary>
    internal static Unavailability Of(Budgeting budgeting)
        => budgeting.Method switch
        {
            BudgetingMethod.Occurrences => Requests,
            BudgetingMethod.RatioTimeSlices => MeanErrorRate(budgeting.Slice),
            _ => new(UnavailabilityKind.ErrorRateAbove, budgeting.Slice, budgeting.SliceTarget!.Value.Budget, 1),
        };

    /// <summary>What it counts, in a sentence for a report.</summary>
    public override string ToString()
        => Kind switch
        {
            UnavailabilityKind.Requests => "failed events of all events",
            UnavailabilityKind.MeanErrorRate => $"the mean of the error rates of each {Text(Slice)}",
            UnavailabilityKind.ErrorRateAbove => $"each {Text(Slice)} with more than {PercentText.Of(Threshold)} errors",
            _ => string.Create(CultureInfo.InvariantCulture, $"minutes with more than {PercentText.Of(Threshold)} errors, {Minutes} or more in a row"),
        };

    private static string Text(TimeSpan slice)
        => slice == SlotHistory.SlotLength ? "minute" : string.Create(CultureInfo.InvariantCulture, $"{slice.TotalMinutes:0} minutes");

    private static TimeSpan RequireSlice(TimeSpan? slice) => Budgeting.RatioTimeSlices(slice ?? TimeSpan.FromMinutes(5)).Slice;

    private static Ratio RequireThreshold(string threshold)
    {
        var ratio = Ratio.Parse(threshold);
        return ratio >= Ratio.Zero && ratio < Ratio.One
            ? ratio
            : throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "An error rate is at least 0 % and below 100 %.");
    }
}

using System.Text.Json;
using Patterns.Core;
using Patterns.Testing;
using static Patterns.ServiceLevels.Tests.Agreements.Histories;

namespace Patterns.ServiceLevels.Tests.Agreements;

/// <summary>Numbers about agreements and alert windows that others published.</summary>
public sealed class PublishedAgreementNumberTests
{
    private const string Corpus = "corpora/service-levels/published_numbers.json";

    [SharedFact(Corpus)]
    public void Tiers_of_S3_hold_at_both_ends_of_each_band()
    {
        foreach (var service in Read("s3_sla").EnumerateObject().Where(static member => member.Value.ValueKind == JsonValueKind.Array))
        {
            var tiers = service.Value.EnumerateArray().Select(static tier => (Below: tier[0].GetDecimal(), From: tier[1].GetDecimal(), Credit: tier[2].GetDecimal())).ToArray();
            var agreement = S3(tiers);
            foreach (var (below, from, credit) in tiers)
            {
                // Exactly at the lower bound, and just below the upper one.
                Assert.Equal(Ratio.FromDecimal(credit / 100), Credit(agreement, from));
                Assert.Equal(Ratio.FromDecimal(credit / 100), Credit(agreement, below - 0.00001m));
            }

            Assert.Equal(Ratio.Zero, Credit(agreement, tiers[0].Below));
        }
    }

    [SharedFact(Corpus)]
    public void A_month_of_S3_is_a_hundred_percent_less_the_mean_error_rate_of_its_five_minutes()
    {
        Assert.Equal("100% - average of error rates of each 5-minute period in monthly billing cycle", Read("s3_sla").GetProperty("definition").GetString());
        var agreement = S3([(99.9m, 99m, 10m)]);

        // One slice of 4 events with one bad, one of 3,000 events with 1,500 bad, others without events, which have no errors.
        var report = agreement.Report(May, Of(31 * 24 * 60, static minute => minute switch { 0 => Bad(1, 4), 7 => Bad(1500, 3000), _ => default }));

        Assert.Equal(new Ratio(8928_0000 - 2500 - 5000, 8928_0000), report.Attainment);
    }

    [SharedFact(Corpus)]
    public void Pyrras_alerts_for_four_weeks_are_its_own()
        => Assert.Equal(
            Read("pyrra_windows_28d").EnumerateArray().Select(static row => $"{(row[0].GetString() == "critical" ? "Page" : "Ticket")}|{Time(row[1].GetString()!["for ".Length..])}|{Time(row[2].GetString()!)}|{Time(row[3].GetString()!)}|{row[4].GetInt32()}"),
            PyrraFile.Alerts(TimeSpan.FromDays(28)).Select(static rule => $"{rule.Severity}|{rule.For}|{rule.LongWindow}|{rule.ShortWindow}|{rule.BurnRate}"));

    [SharedFact(Corpus)]
    public void An_hour_down_and_a_day_taken_out_give_what_Datadog_says()
    {
        var row = Read("datadog_correction");
        var week = Window.CalendarWeek("UTC");
        var monday = new DateTimeOffset(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);
        var minutes = new SlotHistory(monday, Enumerable.Range(0, 7 * 24 * 60).Select(static minute => minute < 60 ? Bad(1, 1) : Good(1)));
        double BadShare(ExclusionEffect effect)
        {
            var taken = Exclusion.Once("correction", new TimeWindow(monday.AddDays(3), monday.AddDays(4)), effect);
            var report = Agreement("90", "99", options => options.Exclusions.Add(taken), week).Report(monday, minutes);
            return (double)report.Counts.Bad / report.Counts.Total;
        }

        Assert.Equal(row.GetProperty("7d_1h_down_with_1d_correction_dropped").GetDouble(), BadShare(ExclusionEffect.Drop), 15);
        Assert.Equal(row.GetProperty("counted_as_uptime").GetDouble(), BadShare(ExclusionEffect.CountAsGood), 15);
    }

    private static Agreement S3((decimal Below, decimal From, decimal Credit)[] tiers)
        => Agreement(tiers[0].Below.ToString(System.Globalization.CultureInfo.InvariantCulture), "99.99", options =>
        {
            options.Unavailability = Unavailability.MeanErrorRate();
            foreach (var (below, _, credit) in tiers)
            {
                options.Credits.Add(new CreditTier(Ratio.FromDecimal(below / 100), Ratio.FromDecimal(credit / 100)));
            }
        });

    // A month of one slice with ten million events, so many of them good.
    private static Ratio Credit(Agreement agreement, decimal percent)
        => agreement.Report(May, new SlotHistory(May, [new EventCounts((long)(percent * 100_000), 10_000_000), .. Enumerable.Repeat(default(EventCounts), 4)])).Credit;

    private static TimeSpan Time(string text) => Patterns.ServiceLevels.Prometheus.PromDuration.TryParse(text, out var duration) ? duration : throw new FormatException(text);

    private static JsonElement Read(string name) => JsonDocument.Parse(File.ReadAllText(SharedFiles.Path(Corpus))).RootElement.GetProperty(name);
}

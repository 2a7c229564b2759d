using System.Globalization;
using System.Text;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Reports;

/// <summary>The part of a page about where an objective stands.</summary>
internal static class ObjectiveSection
{
    public static void Write(StringBuilder html, ObjectiveStatus status)
    {
        var objective = status.Objective;
        var zone = objective.Window.Zone ?? TimeZoneInfo.Utc;
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{Anchors.Of("objective", objective.Name)}\">\n<h2>{HtmlText.Escape(objective.Name)}</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{HtmlText.Escape($"{objective.Description ?? objective.Indicator.Description ?? objective.Indicator.Name}: {objective.Target} over {objective.Window}")}</p>\n");
        Verdict(html, status);
        Tiles(html, status, zone);
        var definition = Unavailability.Of(objective.Budgeting);
        var judge = new Judge(definition, objective.Exclusions, objective.NoData, 1);
        // Slices of objectives start at whole multiples since midnight, UTC.
        var slices = judge.Slices(objective.Indicator.History(status.Window), status.Window, DateTimeOffset.UnixEpoch);
        var incidents = Incidents.Find(slices, Incidents.NoiseOf(definition, objective.Target));
        SectionParts.BurnDownOf(html, slices, objective.Target, status.Window, (zone, incidents, null, "What is left of the error budget"));
        SectionParts.Days(html, new DayStrip(slices, status.Window, zone, objective.Target, objective.Target), $"{objective.Target} or more", null, $"below {objective.Target}");
        html.Append("</section>\n");
    }

    /// <summary>The state in a word, and how it looks.</summary>
    public static (string Style, string Word) State(ObjectiveStatus status)
        => status.Budget.Counts.IsEmpty ? ("none", "No data")
            : !status.IsMet ? ("bad", "Missed")
            : status.Alerts.Any(static alert => alert.IsFiring) ? ("warn", "Met, but burning")
            : ("good", "Met");

    private static void Verdict(StringBuilder html, ObjectiveStatus status)
    {
        var (style, word) = State(status);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"verdict {style}\"><div><b>{word}</b><br>{(status.Budget.Counts.IsEmpty ? "nothing measured yet" : Percentage.Format(status.Budget.Counts, boundary: status.Objective.Target.Value))}, {status.Objective.Target} aimed for</div>");
        var firing = status.Alerts.Where(static alert => alert.IsFiring).ToArray();
        html.Append(CultureInfo.InvariantCulture, $"<div>{(firing.Length == 0 ? "No alert is firing" : $"<b>{firing.Length} alert{(firing.Length == 1 ? "" : "s")}</b><br>{HtmlText.Escape(firing[0].LongBurn.ToString())}")}</div></div>\n");
    }

    private static void Tiles(StringBuilder html, ObjectiveStatus status, TimeZoneInfo zone)
    {
        html.Append("<dl>\n");
        var unit = CountText.Unit(Unavailability.Of(status.Objective.Budgeting));
        SectionParts.Tile(html, "Spent of the budget", CountText.Spent(status.Budget, unit), CountText.Left(status.Budget));
        SectionParts.Tile(html, "Budget used up", status.ExhaustedAt is { } at ? (at <= status.At ? "already" : PeriodNames.Moment(at, zone)) : "not within the window", "if events go on as lately");
        SectionParts.Tile(html, "Measured", SectionParts.CoverageOf(status.Coverage), SectionParts.ExcludedOf(status.Coverage));
        html.Append("</dl>\n");
    }
}

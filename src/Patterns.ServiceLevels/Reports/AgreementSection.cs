using System.Globalization;
using System.Text;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Reports;

/// <summary>The part of a page about one period of an agreement.</summary>
internal static class AgreementSection
{
    private const int MostIncidents = 20;

    public static void Write(StringBuilder html, AgreementReport report, bool isAlone)
    {
        var agreement = report.Agreement;
        var zone = agreement.Period.Zone!;
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{Anchors.Of("agreement", agreement.Name)}\">\n{(isAlone ? "" : $"<h2>{HtmlText.Escape(agreement.Name)}: {HtmlText.Escape(report.PeriodName)}</h2>\n")}");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{HtmlText.Escape(Sentence(agreement))}</p>\n");
        Verdict(html, report);
        Tiles(html, report);
        var mark = 1 - (agreement.Objective.Target.Budget.ToDouble() / agreement.Target.Budget.ToDouble());
        SectionParts.BurnDownOf(html, report.Slices, agreement.Target, report.Window, (zone, report.Incidents, mark, "What is left of what the promise allows"));
        SectionParts.Days(
            html,
            new DayStrip(report.Slices, report.Window, zone, agreement.Objective.Target, agreement.Target),
            $"{agreement.Objective.Target} or more",
            $"below the objective of {agreement.Objective.Target}",
            $"below the promise of {agreement.Target}");
        Tiers(html, report);
        Incidents(html, report);
        html.Append("</section>\n");
    }

    private static string Sentence(Agreement agreement)
    {
        var who = (agreement.Provider, agreement.Customer) switch
        {
            ({ } provider, { } customer) => $"{provider} promises {customer} {agreement.Target}",
            ({ } provider, null) => $"{provider} promises {agreement.Target}",
            (null, { } customer) => $"{customer} is promised {agreement.Target}",
            _ => $"Promised: {agreement.Target}",
        };
        return $"{who} over {agreement.Period}, counting {agreement.Unavailability}.";
    }

    private static void Verdict(StringBuilder html, AgreementReport report)
    {
        var style = OutcomeText.Style(report);
        var promised = report.Agreement.Target;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"verdict {style}\"><div><b>{OutcomeText.Verdict(report)}</b><br>{OutcomeText.Delivered(report)}, {promised} promised{Remark(report)}</div>");
        if (OutcomeText.Credit(report) is { } credit)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div>{(report.Tier is null ? credit : $"<b>{credit}</b>")}{(report.ClaimUntil is { } until ? $"<br>to be claimed before {PeriodNames.Day(until, report.Agreement.Period.Zone!)}" : "")}</div>");
        }

        html.Append("</div>\n");
    }

    private static string Remark(AgreementReport report)
        => report.Outcome == AgreementOutcome.Kept && report.ObjectiveBudget.IsOverspent ? $", but the objective of {report.Agreement.Objective.Target} {(report.IsFinal ? "was" : "is")} missed"
            : report.Outcome == AgreementOutcome.Broken && report.WholePeriod is { IsOverspent: false } ? "; it can still be kept"
            : "";

    private static void Tiles(StringBuilder html, AgreementReport report)
    {
        var unit = CountText.Unit(report.Agreement.Unavailability);
        html.Append("<dl>\n");
        var budget = report.WholePeriod ?? report.Budget;
        SectionParts.Tile(html, "Spent of the promise", CountText.Spent(budget, unit), $"{CountText.Left(budget)}{(report.WholePeriod is null ? "" : " in the whole period")}");
        SectionParts.Tile(html, "Spent of the objective", CountText.Spent(report.ObjectiveBudget, unit), CountText.Left(report.ObjectiveBudget));
        SectionParts.Tile(html, "Incidents", report.Incidents.Count.ToString(CultureInfo.InvariantCulture), report.Incidents.Count == 0 ? null : $"longest {PeriodNames.Duration(report.Incidents.Max(static incident => incident.Window.Duration))}");
        SectionParts.Tile(html, "Measured", SectionParts.CoverageOf(report.Coverage), SectionParts.ExcludedOf(report.Coverage));
        if (report.Estimate is { } estimate)
        {
            SectionParts.Tile(html, OutcomeText.ChanceName, OutcomeText.Chance(estimate), OutcomeText.ChanceOf(estimate));
        }

        html.Append("</dl>\n");
    }

    private static void Tiers(StringBuilder html, AgreementReport report)
    {
        if (report.Agreement.Credits.Count == 0)
        {
            return;
        }

        html.Append("<h3>Credits</h3>\n<table><tr><th>Delivered</th><th class=\"number\">Given back</th></tr>\n");
        for (var index = 0; index < report.Agreement.Credits.Count; index++)
        {
            var tier = report.Agreement.Credits[index];
            var from = index + 1 < report.Agreement.Credits.Count ? $"{PercentText.Of(report.Agreement.Credits[index + 1].Below)} or more, below {PercentText.Of(tier.Below)}" : $"below {PercentText.Of(tier.Below)}";
            html.Append(CultureInfo.InvariantCulture, $"<tr{(tier == report.Tier ? " class=\"hit\"" : "")}><td>{from}</td><td class=\"number\">{PercentText.Of(tier.Credit)}</td></tr>\n");
        }

        html.Append("</table>\n");
        if (report.Agreement.CreditCap < Patterns.Core.Ratio.One)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"fine\">At most {PercentText.Of(report.Agreement.CreditCap)} of the fee of a period.</p>\n");
        }
    }

    private static void Incidents(StringBuilder html, AgreementReport report)
    {
        if (report.Incidents.Count == 0)
        {
            return;
        }

        // The worst ones when there are many, in the order of time.
        var shown = report.Incidents.OrderByDescending(static incident => incident.Counts.Bad).Take(MostIncidents).OrderBy(static incident => incident.Window.Start).ToArray();
        var zone = report.Agreement.Period.Zone!;
        html.Append(CultureInfo.InvariantCulture, $"<h3>Incidents{(shown.Length < report.Incidents.Count ? $": the {shown.Length} worst of {report.Incidents.Count}" : "")}</h3>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\"><table><tr><th>Start ({HtmlText.Escape(zone.Id)})</th><th class=\"number\">Duration</th><th class=\"number\">Failed events</th><th class=\"number\">Of the budget</th></tr>\n");
        foreach (var incident in shown)
        {
            var share = report.Budget.Allowed == 0 ? "all" : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(1000.0 * incident.Counts.Bad / report.Budget.Allowed) / 10:#,##0.#} %");
            html.Append(CultureInfo.InvariantCulture, $"<tr><td>{PeriodNames.Moment(incident.Window.Start, zone)}</td><td class=\"number\">{PeriodNames.Duration(incident.Window.Duration)}</td><td class=\"number\">{incident.BadEvents:#,##0}</td><td class=\"number\">{share}</td></tr>\n");
        }

        html.Append("</table></div>\n");
    }
}

using System.Globalization;
using System.Text;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Reports as Markdown, for an issue or a mail.</summary>
internal static class ReportMarkdown
{
    public static string Write(AgreementReport report)
    {
        var agreement = report.Agreement;
        var zone = agreement.Period.Zone!;
        var unit = CountText.Unit(agreement.Unavailability);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(agreement.Name)}: {report.PeriodName}\n\n**{OutcomeText.Verdict(report)}**: {OutcomeText.Delivered(report)}, {agreement.Target} promised.");
        text.Append(OutcomeText.Credit(report) is not { } credit ? "\n\n" : report.ClaimUntil is { } until ? $" {credit}, to be claimed before {PeriodNames.Day(until, zone)}.\n\n" : $" {credit}.\n\n");
        text.Append("| | |\n|---|---:|\n");
        Row(text, "Spent of the promise", CountText.Spent(report.Budget, unit));
        Row(text, $"Spent of the objective ({agreement.Objective.Target})", CountText.Spent(report.ObjectiveBudget, unit));
        Row(text, "Counted", Escape(agreement.Unavailability.ToString()));
        Row(text, "Events", string.Create(CultureInfo.InvariantCulture, $"{report.Events.Total:#,##0}, {report.Events.Bad:#,##0} failed"));
        Row(text, "Measured", $"{SectionParts.CoverageOf(report.Coverage)}, {SectionParts.ExcludedOf(report.Coverage)}");
        if (report.Estimate is { } estimate)
        {
            Row(text, OutcomeText.ChanceName, $"{OutcomeText.Chance(estimate)}, {OutcomeText.ChanceOf(estimate)}");
        }

        if (report.Incidents.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Incidents\n\n| Start ({Escape(zone.Id)}) | Duration | Failed events |\n|---|---:|---:|\n");
            foreach (var incident in report.Incidents)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {PeriodNames.Moment(incident.Window.Start, zone)} | {PeriodNames.Duration(incident.Window.Duration)} | {incident.BadEvents:#,##0} |\n");
            }
        }

        return text.ToString();
    }

    public static string Write(ServiceLevelReport report)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {Escape(report.Title)}\n\n| What | State | Delivered | Target |\n|---|---|---:|---:|\n");
        foreach (var agreement in report.Agreements)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(agreement.Agreement.Name)}, {agreement.PeriodName} | {OutcomeText.Verdict(agreement)} | {Percentage.Format(agreement.Counts, boundary: agreement.Agreement.Target.Value)} | {agreement.Agreement.Target} |\n");
        }

        foreach (var status in report.Objectives)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Escape(status.Objective.Name)} | {ObjectiveSection.State(status).Word} | {Percentage.Format(status.Budget.Counts, boundary: status.Objective.Target.Value)} | {status.Objective.Target} |\n");
        }

        return text.ToString();
    }

    /// <summary>A text of others: no mark of Markdown or HTML in it does anything.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length + 8);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\n' or '\r' or '\t' => escaped.Append(' '),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '(' or ')' or '#' or '!' or '|' or '~' => escaped.Append('\\').Append(letter),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    private static void Row(StringBuilder text, string name, string value) => text.Append(CultureInfo.InvariantCulture, $"| {name} | {value} |\n");
}

using System.Globalization;
using System.Text;

namespace Patterns.ServiceLevels.Reports;

/// <summary>All of a page in a few lines, before the parts.</summary>
internal static class SummaryTable
{
    public static void Write(StringBuilder html, IReadOnlyList<ObjectiveStatus> objectives, IReadOnlyList<AgreementReport> agreements)
    {
        html.Append("<section>\n<div class=\"scroll\"><table><tr><th>What</th><th>State</th><th class=\"number\">Delivered</th><th class=\"number wide\">Target</th><th class=\"number wide\">Budget spent</th></tr>\n");
        foreach (var report in agreements)
        {
            Row(html, (Anchors.Of("agreement", report.Agreement.Name), $"{report.Agreement.Name}, {report.PeriodName}"), (OutcomeText.Style(report), OutcomeText.Verdict(report)), report.WholePeriod ?? report.Budget);
        }

        foreach (var status in objectives)
        {
            Row(html, (Anchors.Of("objective", status.Objective.Name), status.Objective.Name), ObjectiveSection.State(status), status.Budget);
        }

        html.Append("</table></div>\n</section>\n");
    }

    private static void Row(StringBuilder html, (string Anchor, string Name) what, (string Style, string Word) state, ErrorBudget budget)
    {
        // Down below the whole and up above it, so that no share reads as the whole budget unless it is.
        var share = budget.SpentShare * 1000;
        var spent = budget.Counts.IsEmpty ? "no data" : string.Create(CultureInfo.InvariantCulture, $"{(share > 1000 ? Math.Ceiling(share) : Math.Floor(share)) / 10:#,##0.#} %");
        html.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#{what.Anchor}\">{HtmlText.Escape(what.Name)}</a></td><td class=\"state {state.Style}\">{state.Word}</td><td class=\"number\">{Percentage.Format(budget.Counts, boundary: budget.Target.Value)}</td><td class=\"number wide\">{budget.Target}</td><td class=\"number wide\">{spent}</td></tr>\n");
    }
}

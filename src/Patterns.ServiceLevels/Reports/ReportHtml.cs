using System.Globalization;
using System.Text;

namespace Patterns.ServiceLevels.Reports;

/// <summary>A page complete in itself: no script, nothing loaded from elsewhere.</summary>
internal static class ReportHtml
{
    public static string Write(string title, string? subtitle, IReadOnlyList<ObjectiveStatus> objectives, IReadOnlyList<AgreementReport> agreements)
    {
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{HtmlText.Escape(title)}</title>
            <style>{ReportStyle.Css}</style>
            </head>
            <body>
            <main>
            <h1>{HtmlText.Escape(title)}</h1>

            """);
        if (subtitle is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"sub\">{HtmlText.Escape(subtitle)}</p>\n");
        }

        if (objectives.Count + agreements.Count > 1)
        {
            SummaryTable.Write(html, objectives, agreements);
        }

        foreach (var report in agreements)
        {
            AgreementSection.Write(html, report, isAlone: objectives.Count + agreements.Count == 1);
        }

        foreach (var status in objectives)
        {
            ObjectiveSection.Write(html, status);
        }

        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }
}

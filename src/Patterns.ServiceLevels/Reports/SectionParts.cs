using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Parts that sections share.</summary>
internal static class SectionParts
{
    public static void Tile(StringBuilder html, string name, string value, string? note = null)
        => html.Append(CultureInfo.InvariantCulture, $"<div><dt>{HtmlText.Escape(name)}</dt><dd>{HtmlText.Escape(value)}{(note is null ? "" : $"<small>{HtmlText.Escape(note)}</small>")}</dd></div>\n");

    public static void BurnDownOf(StringBuilder html, IReadOnlyList<JudgedSlice> slices, Target target, TimeWindow window, (TimeZoneInfo Zone, IReadOnlyList<Incident> Incidents, double? Mark, string Title) look)
    {
        if (BurnDown.Of(slices, target, window) is not { } burnDown)
        {
            return;
        }

        html.Append(CultureInfo.InvariantCulture, $"<h3>{HtmlText.Escape(look.Title)}</h3>\n<div class=\"scroll late\">{new BurnDownPicture(burnDown, look.Zone, look.Incidents, look.Mark).Draw(look.Title)}</div>\n");
        html.Append("<p class=\"fine\">Dotted: what would be left if it were spent evenly. Red bands: incidents. At 0 % all that was allowed has been used.</p>\n");
    }

    public static void Days(StringBuilder html, DayStrip strip, string good, string? warn, string bad)
    {
        html.Append("<h3>Day by day</h3>\n").Append(strip.Draw()).Append("\n<p class=\"key fine\">");
        html.Append(CultureInfo.InvariantCulture, $"<span><i class=\"good\"></i>{HtmlText.Escape(good)}</span>");
        if (warn is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span><i class=\"warn\">!</i>{HtmlText.Escape(warn)}</span>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<span><i class=\"bad\">✕</i>{HtmlText.Escape(bad)}</span><span><i class=\"none\">·</i>nothing to judge</span></p>\n");
    }

    public static string CoverageOf(Coverage coverage) => coverage is { WithData: > 0, Share: < 0.001 }
        ? "less than 0.1 % of the time"
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(coverage.Share * 1000) / 10:0.#} % of the time");

    public static string ExcludedOf(Coverage coverage) => coverage.Excluded == 0 ? "nothing excluded" : $"{PeriodNames.Duration(TimeSpan.FromMinutes(coverage.Excluded))} excluded";
}

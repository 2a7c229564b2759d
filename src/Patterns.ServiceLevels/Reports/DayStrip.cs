using System.Globalization;
using System.Text;
using Patterns.Core;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Reports;

/// <summary>One cell per day: how it went, by colour and by mark, for the eye that sees no colours.</summary>
internal sealed class DayStrip(IReadOnlyList<JudgedSlice> slices, TimeWindow window, TimeZoneInfo zone, Target aim, Target promise)
{
    private const int MostDays = 366;

    public string Draw()
    {
        StringBuilder html = new("<ol class=\"days\">");
        var index = 0;
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(window.Start, zone).DateTime);
        for (var number = 0; number < MostDays; number++)
        {
            var day = Period.Day(first.AddDays(number), zone).Window;
            if (day.Start >= window.End)
            {
                break;
            }

            var (counts, known) = (default(EventCounts), 0);
            for (; index < slices.Count && slices[index].Window.Start < day.End; index++, known++)
            {
                counts += slices[index].Counts;
            }

            var (style, mark, text) = Look(counts, known > 0);
            html.Append(CultureInfo.InvariantCulture, $"""<li class="{style}" title="{PeriodNames.Day(day.Start, zone)}: {text}"><span>{mark}</span></li>""");
        }

        return html.Append("</ol>").ToString();
    }

    private (string Style, string Mark, string Text) Look(EventCounts counts, bool isKnown)
        => !isKnown ? ("ahead", "", "nothing known")
            : counts.IsEmpty ? ("none", "·", "nothing to judge")
            : !promise.IsMetBy(counts) ? ("bad", "✕", Percentage.Format(counts, boundary: promise.Value))
            : !aim.IsMetBy(counts) ? ("warn", "!", Percentage.Format(counts, boundary: aim.Value))
            : ("good", "", Percentage.Format(counts, boundary: aim.Value));
}

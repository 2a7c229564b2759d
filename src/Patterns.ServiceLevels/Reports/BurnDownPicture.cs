using System.Globalization;
using System.Text;
using Patterns.Core;

namespace Patterns.ServiceLevels.Reports;

/// <summary>
/// Draws what is left of a budget as SVG: the line, an even spending to hold it against, incidents as bands, and zero as the line that must not be crossed.
/// Colours come from the page, so that the picture follows light and dark.
/// </summary>
internal sealed class BurnDownPicture(BurnDown burnDown, TimeZoneInfo zone, IReadOnlyList<Incident> incidents, double? mark)
{
    private const double Width = 760;
    private const double Height = 250;
    private const double Left = 52;
    private const double Right = 14;
    private const double Top = 12;
    private const double Bottom = 30;

    private readonly double _lowest = Lowest(burnDown);

    public string Draw(string title)
    {
        StringBuilder svg = new();
        var last = burnDown.Points[^1];
        var color = last.Left < 0 ? "bad" : mark is { } warn && last.Left < warn ? "warn" : "good";
        svg.Append(CultureInfo.InvariantCulture, $"""<svg class="burn" viewBox="0 0 {Width} {Height}" role="img" aria-label="{HtmlText.Escape(title)}"><title>{HtmlText.Escape(title)}</title>""");
        Bands(svg);
        Grid(svg);
        if (mark is { } level && level > _lowest)
        {
            // On the side where the line does not end, because what is left is written there.
            var isLate = (last.At - burnDown.Window.Start) / burnDown.Window.Duration > 0.5;
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="mark" x1="{Left}" x2="{Width - Right}" y1="{Y(level)}" y2="{Y(level)}"/><text class="marktext" x="{(isLate ? Left + 6 : Width - Right - 4)}" y="{Y(level) + (isLate ? 14 : -5)}" text-anchor="{(isLate ? "start" : "end")}">objective missed below this line</text>""");
        }

        svg.Append(CultureInfo.InvariantCulture, $"""<line class="even" x1="{Left}" y1="{Y(1)}" x2="{Width - Right}" y2="{Y(0)}"/>""");
        Line(svg, color);
        svg.Append(CultureInfo.InvariantCulture, $"""<circle class="dot {color}" cx="{X(last.At)}" cy="{Y(last.Left)}" r="4"/>""");
        Label(svg, last, color);
        return svg.Append("</svg>").ToString();
    }

    private static double Lowest(BurnDown burnDown)
    {
        var lowest = burnDown.Points.Min(static point => point.Left);
        return lowest >= 0 ? 0 : Math.Floor(lowest / Step(lowest)) * Step(lowest);
    }

    // Ticks at round shares, four to nine of them.
    private static double Step(double lowest)
    {
        var step = 0.25;
        foreach (var factor in (ReadOnlySpan<double>)[2, 2, 2.5, 2, 2, 2.5, 2, 2, 2.5, 2, 2, 2.5])
        {
            if ((1 - lowest) / step <= 8)
            {
                break;
            }

            step *= factor;
        }

        return step;
    }

    private string X(DateTimeOffset at) => Number(Left + ((at - burnDown.Window.Start) / burnDown.Window.Duration * (Width - Left - Right)));

    private double Y(double left) => Math.Round(Top + ((1 - left) / (1 - _lowest) * (Height - Top - Bottom)), 1);

    private void Grid(StringBuilder svg)
    {
        var step = Step(_lowest);
        for (var tick = 1.0; tick >= _lowest - 1e-9; tick -= step)
        {
            var isZero = Math.Abs(tick) < 1e-9;
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="{(isZero ? "zero" : "grid")}" x1="{Left}" x2="{Width - Right}" y1="{Y(tick)}" y2="{Y(tick)}"/><text x="{Left - 8}" y="{Y(tick) + 4}" text-anchor="end">{Math.Round(tick * 100)} %</text>""");
        }

        foreach (var day in Days())
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<line class="grid" x1="{X(day)}" x2="{X(day)}" y1="{Height - Bottom}" y2="{Height - Bottom + 5}"/><text x="{X(day)}" y="{Height - 9}" text-anchor="{(burnDown.Window.End - day < burnDown.Window.Duration / 25 ? "end" : "middle")}">{PeriodNames.ShortDay(day, zone)}</text>""");
        }
    }

    // Starts of days in the zone, five to nine of them over the window.
    private IEnumerable<DateTimeOffset> Days()
    {
        var days = Math.Max(1, burnDown.Window.Duration.TotalDays);
        var every = Math.Max(1, (int)Math.Ceiling(days / 8));
        every = every > 4 ? (every + 6) / 7 * 7 : every;
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(burnDown.Window.Start, zone).DateTime);
        for (var day = first; ; day = day.AddDays(every))
        {
            var start = Period.Day(day, zone).Window.Start;
            if (start >= burnDown.Window.End)
            {
                yield break;
            }

            if (start >= burnDown.Window.Start)
            {
                yield return start;
            }
        }
    }

    private void Bands(StringBuilder svg)
    {
        foreach (var incident in incidents)
        {
            var from = Left + ((incident.Window.Start - burnDown.Window.Start) / burnDown.Window.Duration * (Width - Left - Right));
            var width = Math.Max(2, incident.Window.Duration / burnDown.Window.Duration * (Width - Left - Right));
            svg.Append(CultureInfo.InvariantCulture, $"""<rect class="band" x="{Number(from)}" y="{Top}" width="{Number(width)}" height="{Height - Top - Bottom}"><title>{PeriodNames.Moment(incident.Window.Start, zone)}, {PeriodNames.Duration(incident.Window.Duration)}</title></rect>""");
        }
    }

    private void Line(StringBuilder svg, string color)
    {
        StringBuilder path = new();
        foreach (var (at, left) in burnDown.Points)
        {
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? "M" : "L")}{X(at)} {Y(left)}");
        }

        var (start, end) = (burnDown.Points[0].At, burnDown.Points[^1].At);
        svg.Append(CultureInfo.InvariantCulture, $"""<path class="area {color}" d="{path}L{X(end)} {Y(0)}L{X(start)} {Y(0)}Z"/><path class="line {color}" d="{path}"/>""");
    }

    private void Label(StringBuilder svg, (DateTimeOffset At, double Left) last, string color)
    {
        var isRight = (last.At - burnDown.Window.Start) / burnDown.Window.Duration > 0.8;
        var x = (isRight ? -10 : 10) + double.Parse(X(last.At), CultureInfo.InvariantCulture);
        // Above the line, or below it where there is no room.
        var y = Y(last.Left) - 10 < Top + 12 ? Y(last.Left) + 20 : Math.Min(Y(last.Left) - 10, Height - Bottom - 6);
        var text = last.Left < 0 ? $"{Share(-last.Left)} overspent" : $"{Share(last.Left)} left";
        svg.Append(CultureInfo.InvariantCulture, $"""<text class="now {color}" x="{Number(x)}" y="{Number(y)}" text-anchor="{(isRight ? "end" : "start")}">{text}</text>""");
    }

    // Down, so that nothing reads as whole that is not.
    private static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(share * 100):#,##0} %");

    private static string Number(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}

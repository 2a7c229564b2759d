using Patterns.Core;
using Patterns.ServiceLevels.Documents.Sloth;

namespace Patterns.ServiceLevels;

/// <summary>The four pairs of windows by which generated rules alert: two that page, two that write a ticket. Immutable.</summary>
/// <param name="Period">The period of the objectives that they are for.</param>
/// <param name="PageQuick">Pages soon on a fast loss.</param>
/// <param name="PageSlow">Pages on a loss that lasts.</param>
/// <param name="TicketQuick">Writes a ticket within a day.</param>
/// <param name="TicketSlow">Writes a ticket within days.</param>
public sealed record BurnAlertWindows(TimeSpan Period, BurnAlertWindow PageQuick, BurnAlertWindow PageSlow, BurnAlertWindow TicketQuick, BurnAlertWindow TicketSlow)
{
    /// <summary>
    /// The workbook's (The Site Reliability Workbook, chapter 5): 2 % within an hour, 5 % within 6 hours, 10 % within a day, 10 % within 3 days;
    /// burn rates of 14.4, 6, 3 and 1 for a period of 30 days.
    /// </summary>
    /// <param name="period">The period of the objectives; burn rates scale with it.</param>
    public static BurnAlertWindows Workbook(TimeSpan period)
        => new(
            period,
            new(new Ratio(2, 100), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)),
            new(new Ratio(5, 100), TimeSpan.FromMinutes(30), TimeSpan.FromHours(6)),
            new(new Ratio(10, 100), TimeSpan.FromHours(2), TimeSpan.FromDays(1)),
            new(new Ratio(10, 100), TimeSpan.FromHours(6), TimeSpan.FromDays(3)));

    /// <summary>Reads a file of Sloth's kind AlertWindows.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What to call it in messages, mostly its path.</param>
    /// <exception cref="DocumentException">It is not such a file; with the place.</exception>
    public static BurnAlertWindows ParseSloth(string text, string name = "document")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return AlertWindowsReader.Read(text, name);
    }

    /// <summary>All windows, short and long, each once, from short to long.</summary>
    internal IReadOnlyList<TimeSpan> All()
        => [.. new[] { PageQuick, PageSlow, TicketQuick, TicketSlow }.SelectMany(static pair => new[] { pair.ShortWindow, pair.LongWindow }).Distinct().Order()];
}

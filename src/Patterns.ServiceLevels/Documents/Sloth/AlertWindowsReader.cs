using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;
using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels.Documents.Sloth;

/// <summary>Reads Sloth's files of alert windows.</summary>
internal static class AlertWindowsReader
{
    public static IReadOnlyList<AlertRule> Read(string text, string name)
    {
        var context = new DocumentContext(name, reading: null);
        if (YamlReader.Read(text, name) is not [var document])
        {
            throw new DocumentException(name, 0, 0, "", "it is not one document of alert windows.");
        }

        var members = new Cursor(context, document, "").AsMapping();
        Expect(members.Require("apiVersion"), "sloth.slok.dev/v1");
        Expect(members.Require("kind"), "AlertWindows");
        var spec = members.Require("spec").AsMapping();
        members.Close();
        var (page, ticket) = (spec.Require("page").AsMapping(), spec.Require("ticket").AsMapping());
        var period = Duration(spec.Require("sloPeriod"));
        AlertRule[] rules =
        [
            Rule(AlertSeverity.Page, period, page.Require("quick")),
            Rule(AlertSeverity.Page, period, page.Require("slow")),
            Rule(AlertSeverity.Ticket, period, ticket.Require("quick")),
            Rule(AlertSeverity.Ticket, period, ticket.Require("slow")),
        ];
        page.Close();
        ticket.Close();
        spec.Close();
        return rules;
    }

    private static AlertRule Rule(AlertSeverity severity, TimeSpan period, Cursor cursor)
    {
        var members = cursor.AsMapping();
        var percent = members.Require("errorBudgetPercent");
        var share = percent.AsNumber();
        var (shortWindow, longWindow) = (members.Require("shortWindow"), members.Require("longWindow"));
        members.Close();
        return share <= Ratio.Zero || share > new Ratio(100, 1) ? throw percent.Fault($"{percent.AsText()} is no share of a budget in percent; it is above 0 and at most 100.")
            : Duration(longWindow) <= Duration(shortWindow) ? throw longWindow.Fault($"the long window of {longWindow.AsText()} is not longer than the short one of {shortWindow.AsText()}.")
            : AlertRule.Spending(Ratio.Parse($"{percent.AsText()}%"), period, Duration(longWindow), Duration(shortWindow), severity);
    }

    private static TimeSpan Duration(Cursor cursor)
        => PromDuration.TryParse(cursor.AsText(), out var duration) && duration >= TimeSpan.FromMinutes(1) && duration.Ticks % TimeSpan.TicksPerMinute == 0
            ? duration
            : throw cursor.Fault($"'{cursor.AsText()}' is no duration of whole minutes; write it like 5m, 6h, 3d.");

    private static void Expect(Cursor cursor, string expected)
    {
        if (cursor.AsText() != expected)
        {
            throw cursor.Fault($"'{cursor.AsText()}' is found where {expected} is expected.");
        }
    }
}

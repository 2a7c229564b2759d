using System.Text;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Reports as JSON for other programs. Shares are exact fractions as text, with percents beside them for people.</summary>
internal static class ReportJson
{
    public static string Write(AgreementReport report) => Text(writer => WriteAgreement(writer, report));

    public static string Write(ServiceLevelReport report)
        => Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("title", report.Title);
            writer.WriteString("at", report.At);
            writer.WriteStartArray("agreements");
            foreach (var agreement in report.Agreements)
            {
                WriteAgreement(writer, agreement);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("objectives");
            foreach (var status in report.Objectives)
            {
                WriteObjective(writer, status);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private static void WriteAgreement(Utf8JsonWriter writer, AgreementReport report)
    {
        writer.WriteStartObject();
        writer.WriteString("agreement", report.Agreement.Name);
        writer.WriteString("objective", report.Agreement.Objective.Name);
        writer.WriteString("period", report.PeriodName);
        writer.WriteString("start", report.Window.Start);
        writer.WriteString("end", report.Window.End);
        writer.WriteString("through", report.Through);
        writer.WriteBoolean("isFinal", report.IsFinal);
        writer.WriteString("outcome", OutcomeText.Of(report.Outcome));
        Share(writer, "target", report.Agreement.Target.Value, null);
        Share(writer, "attainment", report.Attainment, report.Agreement.Target.Value);
        writer.WriteString("counts", report.Agreement.Unavailability.ToString());
        Budget(writer, "budget", report.Budget);
        Budget(writer, "objectiveBudget", report.ObjectiveBudget);
        Share(writer, "credit", report.Credit, null);
        writer.WriteString("claimUntil", report.ClaimUntil);
        Coverage(writer, report.Coverage);
        if (report.Estimate is { } estimate)
        {
            writer.WriteStartObject("breach");
            writer.WriteNumber("probability", estimate.Probability);
            writer.WriteNumber("low", estimate.Interval.Low);
            writer.WriteNumber("high", estimate.Interval.High);
            writer.WriteNumber("incidents", estimate.Incidents);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("incidents");
        foreach (var incident in report.Incidents)
        {
            writer.WriteStartObject();
            writer.WriteString("start", incident.Window.Start);
            writer.WriteString("end", incident.Window.End);
            writer.WriteNumber("bad", incident.Counts.Bad);
            writer.WriteNumber("badEvents", incident.BadEvents);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteObjective(Utf8JsonWriter writer, ObjectiveStatus status)
    {
        writer.WriteStartObject();
        writer.WriteString("objective", status.Objective.Name);
        writer.WriteString("indicator", status.Objective.Indicator.Name);
        writer.WriteString("window", status.Objective.Window.ToString());
        writer.WriteString("start", status.Window.Start);
        writer.WriteString("end", status.Window.End);
        writer.WriteBoolean("isMet", status.IsMet);
        Share(writer, "target", status.Objective.Target.Value, null);
        Share(writer, "attainment", status.Attainment, status.Objective.Target.Value);
        Budget(writer, "budget", status.Budget);
        writer.WriteString("exhaustedAt", status.ExhaustedAt);
        writer.WriteStartArray("firing");
        foreach (var alert in status.Alerts.Where(static alert => alert.IsFiring))
        {
            writer.WriteStringValue(alert.Rule.ToString());
        }

        writer.WriteEndArray();
        Coverage(writer, status.Coverage);
        writer.WriteEndObject();
    }

    private static void WriteString(this Utf8JsonWriter writer, string name, DateTimeOffset? instant)
    {
        if (instant is { } given)
        {
            writer.WriteString(name, given);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    private static void Share(Utf8JsonWriter writer, string name, Ratio? share, Ratio? boundary)
    {
        if (share is not { } given)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("fraction", given.ToString());
        writer.WriteString("percent", Percentage.Format(given, boundary: boundary));
        writer.WriteEndObject();
    }

    private static void Budget(Utf8JsonWriter writer, string name, ErrorBudget budget)
    {
        writer.WriteStartObject(name);
        writer.WriteString("unit", budget.Unit.ToString());
        writer.WriteNumber("good", budget.Counts.Good);
        writer.WriteNumber("total", budget.Counts.Total);
        writer.WriteNumber("allowed", budget.Allowed);
        writer.WriteNumber("spent", budget.Spent);
        writer.WriteNumber("left", budget.Left);
        writer.WriteEndObject();
    }

    private static void Coverage(Utf8JsonWriter writer, Coverage coverage)
    {
        writer.WriteStartObject("minutes");
        writer.WriteNumber("withData", coverage.WithData);
        writer.WriteNumber("noData", coverage.NoData);
        writer.WriteNumber("excluded", coverage.Excluded);
        writer.WriteEndObject();
    }
}

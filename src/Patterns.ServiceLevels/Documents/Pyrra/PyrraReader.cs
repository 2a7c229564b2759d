using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;
using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels.Documents.Pyrra;

/// <summary>Reads Pyrra's objects. Labels of the object are not read: they choose which Prometheus loads the rules.</summary>
internal static class PyrraReader
{
    private const string FastBurn = "critical";
    private const string SlowBurn = "warning";

    private static readonly Ratio Hundred = new(100, 1);

    public static IReadOnlyList<PrometheusObjective> Read(string text, string name)
    {
        var context = new DocumentContext(name, reading: null);
        List<PrometheusObjective> objectives = [];
        foreach (var document in YamlReader.Read(text, name))
        {
            var members = new Cursor(context, document, "").AsMapping();
            if (members.Has("items") && members.Text("kind") is "List" or "ServiceLevelObjectiveList")
            {
                objectives.AddRange(members.List("items").Select(static item => Objective(item.AsMapping())));
            }
            else
            {
                objectives.Add(Objective(members));
            }
        }

        return objectives;
    }

    private static PrometheusObjective Objective(Members members)
    {
        Expect(members.Require("apiVersion"), "pyrra.dev/v1alpha1");
        Expect(members.Require("kind"), "ServiceLevelObjective");
        members.Find("status");
        var metadata = members.Require("metadata").AsMapping();
        var spec = members.Require("spec").AsMapping();
        foreach (var unused in (ReadOnlySpan<string>)["performanceOverAccuracy", "partial_response_strategy", "ruleOutput"])
        {
            spec.Find(unused);
        }

        var objective = new PrometheusObjective(metadata.Text("namespace") ?? "default", metadata.Require("name").AsText(), Target(spec.Require("target")), Indicator(spec.Require("indicator")))
        {
            Period = Duration(spec.Require("window")),
            Description = spec.Text("description"),
            Labels = Labels(metadata),
            Alerts = spec.Find("alerting") is { } alerting ? Alerts(alerting.AsMapping()) : new PrometheusAlerts { Page = Alert(FastBurn), Ticket = Alert(SlowBurn) },
            Specification = "pyrra.dev/v1alpha1",
        };
        spec.Close();
        members.Close();
        return objective;
    }

    // Labels of this prefix are copied to the rules, without it.
    private static SortedDictionary<string, string> Labels(Members metadata)
    {
        const string Prefix = "pyrra.dev/";
        SortedDictionary<string, string> labels = new(StringComparer.Ordinal);
        foreach (var (label, value) in metadata.Texts("labels"))
        {
            if (label.StartsWith(Prefix, StringComparison.Ordinal))
            {
                labels.Add(label[Prefix.Length..], value);
            }
        }

        return labels;
    }

    // A text in percent, because Kubernetes has no numbers with a point.
    private static Target Target(Cursor cursor)
    {
        var percent = cursor.AsNumberText();
        return percent > Ratio.Zero && percent < Hundred
            ? cursor.AsTarget(Ratio.Parse($"{cursor.AsText()}%"))
            : throw cursor.Fault($"{cursor.AsText()} is no target in percent; it is above 0 and below 100: 100 leaves no budget.");
    }

    private static PrometheusIndicator Indicator(Cursor cursor)
    {
        var members = cursor.AsMapping();
        var kind = members.OneOf("ratio", "latency", "latencyNative", "bool_gauge")
            ?? throw cursor.Fault("there is none of 'ratio', 'latency', 'latencyNative' and 'bool_gauge'. Give one.");
        var inner = members.Require(kind).AsMapping();
        IReadOnlyList<string> grouping = [.. inner.List("grouping").Select(static label => label.AsText())];
        var indicator = kind switch
        {
            "ratio" => PrometheusIndicator.Counters(Metric(inner, "errors"), Metric(inner, "total"), grouping),
            "latency" => PrometheusIndicator.GoodCounters(Metric(inner, "success"), Metric(inner, "total"), grouping),
            "latencyNative" => PrometheusIndicator.NativeLatency(Metric(inner, "total"), Duration(inner.Require("latency")), grouping),
            _ => PrometheusIndicator.BooleanGauge(inner.Require("metric").AsText(), grouping),
        };
        inner.Close();
        members.Close();
        return indicator;
    }

    private static string Metric(Members members, string name)
    {
        var query = members.Require(name).AsMapping();
        var metric = query.Require("metric").AsText();
        query.Close();
        return metric;
    }

    private static PrometheusAlerts Alerts(Members members)
    {
        var disabled = members.Boolean("disabled") || (members.Find("burnrates") is { } burnrates && !burnrates.AsBoolean());
        var severities = members.Find("severities")?.AsMapping();
        members.Find("absent");
        members.Find("absentName");
        var alerts = new PrometheusAlerts
        {
            Name = members.Text("name"),
            Page = disabled ? null : Alert(severities?.Text("fastBurn") ?? FastBurn),
            Ticket = disabled ? null : Alert(severities?.Text("slowBurn") ?? SlowBurn),
        };
        foreach (var unused in (ReadOnlySpan<string>)["absent", "mediumBurn", "longTermBurn"])
        {
            severities?.Find(unused);
        }

        severities?.Close();
        members.Close();
        return alerts;
    }

    private static PrometheusAlert Alert(string severity) => new() { Labels = LabelSet.Of(("severity", severity)) };

    private static TimeSpan Duration(Cursor cursor)
        => PromDuration.TryParse(cursor.AsText(), out var duration) && duration > TimeSpan.Zero
            ? duration
            : throw cursor.Fault($"'{cursor.AsText()}' is no duration; write it like 200ms, 5m, 4w.");

    private static void Expect(Cursor cursor, string expected)
    {
        if (cursor.AsText() != expected)
        {
            throw cursor.Fault($"'{cursor.AsText()}' is found where {expected} is expected.");
        }
    }
}

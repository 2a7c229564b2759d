using System.Text.Json.Nodes;
using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads v1alpha, where ratios are part of each objective and windows are counted in units, into the model of v1.</summary>
internal static class AlphaReader
{
    public static OpenSloObject Read(Members members)
    {
        members.Find("apiVersion");
        var kind = members.Require("kind");
        return kind.AsText() switch
        {
            "SLO" => Objectives(members),
            "Service" => ObjectReader.Read(members, SpecVersion.V1),
            var other => throw kind.Fault($"'{other}' is no kind of v1alpha; SLO and Service are."),
        };
    }

    private static OpenSloObjectives Objectives(Members members)
    {
        var metadata = MetadataReader.Read(members);
        var spec = members.Require("spec").AsMapping();
        var method = Words.Method(spec.Require("budgetingMethod"));
        var threshold = spec.Find("indicator") is { } indicator ? Threshold(indicator, metadata.Name) : null;
        var list = spec.Require("objectives").AsList();
        if (list.Count == 0)
        {
            throw spec.Require("objectives").Fault("there is no objective. Give one or more.");
        }

        var slo = new OpenSloObjectives(metadata)
        {
            IsAlpha = true,
            Description = ObjectReader.Description(spec),
            Service = spec.Require("service").AsText(),
            BudgetingMethod = method,
            Indicator = threshold,
            TimeWindow = Window(spec),
            Objectives = [.. list.Select((item, index) => Objective(item, threshold, method, $"{metadata.Name}-{index}"))],
        };
        spec.Close();
        members.Close();
        return slo with { Indicator = Shared(slo), Objectives = slo.Objectives.Count == 1 && threshold is null ? [slo.Objectives[0] with { Indicator = null }] : slo.Objectives };
    }

    // One objective with its own ratio is an SLO of one indicator in v1; several are a composite.
    private static OpenSloLink<OpenSloIndicator>? Shared(OpenSloObjectives slo) => slo.Indicator ?? (slo.Objectives.Count == 1 ? slo.Objectives[0].Indicator : null);

    private static OpenSloLink<OpenSloIndicator> Threshold(Cursor cursor, string name)
    {
        var indicator = cursor.AsMapping();
        var metric = Metric(indicator.Require("thresholdMetric"));
        indicator.Close();
        return new OpenSloLink<OpenSloIndicator>(new OpenSloIndicator(new OpenSloMetadata(name)) { ThresholdMetric = metric });
    }

    private static OpenSloObjective Objective(Cursor cursor, OpenSloLink<OpenSloIndicator>? threshold, OpenSloBudgetingMethod method, string name)
    {
        var members = cursor.AsMapping();
        var ratio = members.Find("ratioMetrics");
        if ((threshold is null) == (ratio is null))
        {
            throw (ratio ?? cursor).Fault(ratio is null
                ? "there is neither 'ratioMetrics' here nor an 'indicator' for all objectives. Give one."
                : "'ratioMetrics' is here, and an 'indicator' for all objectives too. Keep one.");
        }

        members.Find("op");
        members.Find("value");
        var objective = new OpenSloObjective
        {
            DisplayName = members.Text("displayName"),
            Target = TargetReader.Read(members),
            Operator = threshold is null ? null : Words.Operator(members.Require("op")),
            Value = threshold is null ? null : members.Require("value").AsNumber(),
            TimeSliceTarget = SliceTarget(members, method),
            // v1alpha has no length of a slice: a minute is what its successor's examples have.
            TimeSliceWindow = method == OpenSloBudgetingMethod.Occurrences ? null : new OpenSloDuration(1, OpenSloDurationUnit.Minute),
            Indicator = ratio is { } events ? Ratio(events, name) : null,
        };
        members.Close();
        return objective;
    }

    private static Ratio? SliceTarget(Members members, OpenSloBudgetingMethod method)
        => method == OpenSloBudgetingMethod.Timeslices ? members.Require("timeSliceTarget").AsNumber() : members.Find("timeSliceTarget")?.AsNumber();

    private static OpenSloLink<OpenSloIndicator> Ratio(Cursor cursor, string name)
    {
        var members = cursor.AsMapping();
        var metric = new OpenSloRatioMetric
        {
            IsCounter = members.Boolean("incremental") || members.Boolean("counter"),
            Good = Metric(members.Require("good")),
            Total = Metric(members.Require("total")),
        };
        members.Close();
        return new OpenSloLink<OpenSloIndicator>(new OpenSloIndicator(new OpenSloMetadata(name)) { RatioMetric = metric });
    }

    private static OpenSloMetric Metric(Cursor cursor)
    {
        var members = cursor.AsMapping();
        var spec = new JsonObject { ["query"] = JsonValue.Create(members.Require("query").AsText()) };
        if (members.Text("queryType") is { } type)
        {
            spec["queryType"] = JsonValue.Create(type);
        }

        var metric = new OpenSloMetric { Type = members.Text("source"), Spec = spec };
        members.Close();
        return metric;
    }

    private static OpenSloTimeWindow? Window(Members spec)
    {
        var windows = spec.List("timeWindows");
        if (windows.Count > 1)
        {
            throw windows[1].Fault($"there are {windows.Count} windows, and one is the most. Keep one.");
        }

        return windows.Count == 0 ? null : WindowOf(windows[0].AsMapping());
    }

    private static OpenSloTimeWindow WindowOf(Members window)
    {
        var unit = window.Require("unit");
        var count = window.Require("count").AsCount();
        var duration = unit.AsText() switch
        {
            "Second" when count % 60 == 0 => new OpenSloDuration(count / 60, OpenSloDurationUnit.Minute),
            "Second" => throw window.Require("count").Fault($"{count} seconds are no whole minutes, which is what windows are made of here."),
            "Minute" => new OpenSloDuration(count, OpenSloDurationUnit.Minute),
            "Hour" => new OpenSloDuration(count, OpenSloDurationUnit.Hour),
            "Day" => new OpenSloDuration(count, OpenSloDurationUnit.Day),
            "Week" => new OpenSloDuration(count, OpenSloDurationUnit.Week),
            "Month" => new OpenSloDuration(count, OpenSloDurationUnit.Month),
            "Quarter" => new OpenSloDuration(count, OpenSloDurationUnit.Quarter),
            "Year" => new OpenSloDuration(count, OpenSloDurationUnit.Year),
            var other => throw unit.Fault($"'{other}' is no unit; Second, Minute, Hour, Day, Week, Month, Quarter and Year are."),
        };
        var read = new OpenSloTimeWindow(duration, WindowReader.Calendar(window));
        window.Close();
        return read;
    }
}

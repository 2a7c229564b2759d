using System.Text.RegularExpressions;
using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;
using Patterns.ServiceLevels.Prometheus;

namespace Patterns.ServiceLevels.Documents.Sloth;

/// <summary>Reads Sloth's files. Names that nobody knows are mistakes in typing, mostly; Sloth itself passes over them in silence.</summary>
internal static partial class SlothReader
{
    private const string Version = "prometheus/v1";
    private const string KubernetesVersion = "sloth.slok.dev/v1";

    private static readonly Ratio Hundred = new(100, 1);

    public static IReadOnlyList<SlothFile> Read(string text, string name, TimeSpan period, DocumentReading reading)
    {
        List<SlothFile> files = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var document in YamlReader.Read(text, name))
        {
            var context = new DocumentContext(name, reading);
            var file = File(new Cursor(context, document, ""), period);
            files.Add(file);
            if (file.Objectives.FirstOrDefault(objective => !seen.Add(objective.Id)) is { } twice)
            {
                throw new Cursor(context, document, "").Fault($"the objective '{twice.Id}' is there twice. Rename one.");
            }
        }

        return files;
    }

    private static SlothFile File(Cursor cursor, TimeSpan period)
    {
        var members = cursor.AsMapping();
        var layout = SlothLayout.Plain;
        if (members.Find("apiVersion") is { } kubernetes)
        {
            Expect(kubernetes, KubernetesVersion);
            Expect(members.Require("kind"), "PrometheusServiceLevel");
            members.Find("metadata");
            members.Find("status");
            var spec = members.Require("spec");
            members.Close();
            members = spec.AsMapping();
            layout = SlothLayout.Kubernetes;
        }
        else
        {
            Expect(members.Require("version"), Version);
        }

        var service = Name(members.Require("service"));
        var labels = members.Texts("labels");
        RefusePlugins(members, layout.SloPlugins);
        var list = members.Require("slos");
        var objectives = list.AsList();
        if (objectives.Count == 0)
        {
            throw list.Fault("there is no objective. Give one or more.");
        }

        var file = new SlothFile(service, [.. objectives.Select(item => Objective(item, service, labels, period, layout))], cursor.Context.Notes);
        members.Close();
        return file;
    }

    private static PrometheusObjective Objective(Cursor cursor, string service, IReadOnlyDictionary<string, string> labels, TimeSpan period, SlothLayout layout)
    {
        var members = cursor.AsMapping();
        RefusePlugins(members, "plugins");
        var objective = new PrometheusObjective(service, Name(members.Require("name")), Target(members.Require("objective")), Indicator(members.Require("sli"), layout))
        {
            Period = period,
            Description = members.Text("description"),
            Labels = LabelSet.Merge(labels, members.Texts("labels")),
            Alerts = members.Find("alerting") is { } alerting ? Alerts(alerting.AsMapping(), layout) : new PrometheusAlerts(),
            Specification = layout.Specification,
        };
        members.Close();
        return objective;
    }

    private static Target Target(Cursor cursor)
    {
        var percent = cursor.AsNumber();
        return percent > Ratio.Zero && percent < Hundred
            ? cursor.AsTarget(Ratio.Parse($"{cursor.AsText()}%"))
            : throw cursor.Fault($"{cursor.AsText()} is no objective in percent; it is above 0 and below 100: 100 leaves no budget.");
    }

    private static PrometheusIndicator Indicator(Cursor cursor, SlothLayout layout)
    {
        var members = cursor.AsMapping();
        var kind = members.OneOf("events", "raw", "plugin");
        var indicator = kind switch
        {
            "events" => Events(members.Require("events").AsMapping(), layout),
            "raw" => Raw(members.Require("raw").AsMapping(), layout),
            "plugin" => throw members.Require("plugin").Fault("an indicator by plugin is code of Sloth's, which is not run here. Write the queries out."),
            _ => throw cursor.Fault("there is neither 'events' nor 'raw'. Give one."),
        };
        members.Close();
        return indicator;
    }

    private static PrometheusIndicator Events(Members events, SlothLayout layout)
    {
        var indicator = PrometheusIndicator.Queries(Query(events.Require(layout.ErrorQuery)), Query(events.Require(layout.TotalQuery)));
        events.Close();
        return indicator;
    }

    private static PrometheusIndicator Raw(Members raw, SlothLayout layout)
    {
        var indicator = PrometheusIndicator.ErrorRatio(Query(raw.Require(layout.ErrorRatioQuery)));
        raw.Close();
        return indicator;
    }

    private static string Query(Cursor cursor) => WindowTemplate.Problem(cursor.AsText()) is { } problem ? throw cursor.Fault(problem) : cursor.AsText();

    private static PrometheusAlerts Alerts(Members members, SlothLayout layout)
    {
        var alerts = new PrometheusAlerts
        {
            Name = members.Text("name"),
            Labels = members.Texts("labels"),
            Annotations = members.Texts("annotations"),
            Page = Alert(members.Find(layout.PageAlert)),
            Ticket = Alert(members.Find(layout.TicketAlert)),
        };
        members.Close();
        return alerts;
    }

    private static PrometheusAlert? Alert(Cursor? cursor)
    {
        if (cursor is not { } given)
        {
            return new PrometheusAlert();
        }

        var members = given.AsMapping();
        var disabled = members.Boolean("disable");
        var alert = new PrometheusAlert { Labels = members.Texts("labels"), Annotations = members.Texts("annotations") };
        members.Close();
        return disabled ? null : alert;
    }

    private static void RefusePlugins(Members members, string name)
    {
        if (members.Find(name) is { } plugins)
        {
            throw plugins.Fault("plugins are code of Sloth's, which is not run here. Leave them out.");
        }
    }

    private static string Name(Cursor cursor)
    {
        var name = cursor.AsText();
        return Names().IsMatch(name)
            ? name
            : throw cursor.Fault($"'{name}' is no name; it is letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.");
    }

    private static void Expect(Cursor cursor, string expected)
    {
        if (cursor.AsText() != expected)
        {
            throw cursor.Fault($"'{cursor.AsText()}' is found where {expected} is expected.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}

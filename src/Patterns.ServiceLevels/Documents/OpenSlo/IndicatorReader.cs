using System.Text.Json.Nodes;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads indicators and their metrics.</summary>
internal static class IndicatorReader
{
    public static OpenSloIndicator Read(Members members, SpecVersion version)
    {
        var metadata = MetadataReader.Read(members);
        var spec = ObjectReader.Spec(members, OpenSloKind.SLI);
        var metric = spec.OneOf("thresholdMetric", "ratioMetric") ?? throw spec.Self.Fault("neither 'thresholdMetric' nor 'ratioMetric' is there. Give one.");
        var indicator = new OpenSloIndicator(metadata)
        {
            Description = ObjectReader.Description(spec),
            ThresholdMetric = spec.Find("thresholdMetric") is { } threshold ? Metric(threshold, version) : null,
            RatioMetric = spec.Find("ratioMetric") is { } ratio ? Ratio(ratio, version) : null,
        };
        spec.Close();
        members.Close();
        return indicator;
    }

    private static OpenSloRatioMetric Ratio(Cursor cursor, SpecVersion version)
    {
        var members = cursor.AsMapping();
        var whole = members.OneOf("total", "raw") ?? throw cursor.Fault("neither 'total' nor 'raw' is there. Give 'total' with 'good' or 'bad', or 'raw' with 'rawType'.");
        members.OneOf("raw", "good");
        members.OneOf("raw", "bad");
        if (members.OneOf("good", "bad") is null && whole == "total")
        {
            throw cursor.Fault("'total' is there without 'good' or 'bad'. Give one of them.");
        }

        var metric = new OpenSloRatioMetric
        {
            IsCounter = members.Boolean("counter"),
            Good = Optional(members, "good", version),
            Bad = Optional(members, "bad", version),
            Total = Optional(members, "total", version),
            Raw = Optional(members, "raw", version),
            RawIsFailure = RawIsFailure(members, whole),
        };
        members.Close();
        return metric;
    }

    private static bool RawIsFailure(Members members, string whole)
    {
        if (whole != "raw")
        {
            if (members.Find("rawType") is { } unused)
            {
                unused.Loosen("'rawType' is there without 'raw'.", "it is left out");
            }

            return false;
        }

        var type = members.Require("rawType");
        return type.AsText() switch
        {
            "failure" => true,
            "success" => false,
            var other => throw type.Fault($"'{other}' is no type of a ratio; success and failure are."),
        };
    }

    private static OpenSloMetric? Optional(Members members, string name, SpecVersion version) => members.Find(name) is { } cursor ? Metric(cursor, version) : null;

    private static OpenSloMetric Metric(Cursor cursor, SpecVersion version)
    {
        var members = cursor.AsMapping();
        return version == SpecVersion.V1 ? Source(members, members.Require("metricSource").AsMapping()) : SourceOfAlpha(members);
    }

    private static OpenSloMetric Source(Members members, Members source)
    {
        var name = source.Find("metricSourceRef") is { } reference ? MetadataReader.Name(reference) : null;
        var type = source.Text("type");
        if (name is null && type is null)
        {
            source.Self.Loosen("neither 'metricSourceRef' nor 'type' is there, so nothing says what the source is.", "without a kind of source");
        }

        var metric = new OpenSloMetric { DataSource = name, Type = type, Spec = Spec(source) };
        source.Close();
        members.Close();
        return metric;
    }

    private static OpenSloMetric SourceOfAlpha(Members members)
    {
        _ = members.OneOf("dataSourceRef", "dataSourceSpec") ?? throw members.Self.Fault("neither 'dataSourceRef' nor 'dataSourceSpec' is there. Give one.");
        var name = members.Find("dataSourceRef") is { } reference ? MetadataReader.Name(reference) : null;
        string? type = null;
        if (members.Find("dataSourceSpec") is { } inline)
        {
            var source = inline.AsMapping();
            type = source.Require("type").AsText();
            source.Find("description");
            source.Find("connectionDetails");
            source.Close();
        }

        var metric = new OpenSloMetric { DataSource = name, Type = type, Spec = Spec(members) };
        members.Close();
        return metric;
    }

    private static JsonObject Spec(Members members)
    {
        if (members.Find("spec") is not { } spec)
        {
            members.Self.Loosen("'spec' is missing, so nothing says what to ask the source.", "as an empty one");
            return new JsonObject();
        }

        _ = spec.AsMapping();
        return (JsonObject)YamlJson.ToJson(spec.Value)!;
    }
}

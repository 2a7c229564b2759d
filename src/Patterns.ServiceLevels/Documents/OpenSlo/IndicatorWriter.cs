using System.Text.Json.Nodes;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Writes the spec of an indicator.</summary>
internal static class IndicatorWriter
{
    public static void Write(JsonObject spec, OpenSloIndicator indicator)
    {
        Put(spec, "thresholdMetric", indicator.ThresholdMetric);
        if (indicator.RatioMetric is not { } ratio)
        {
            return;
        }

        var written = new JsonObject { ["counter"] = ratio.IsCounter };
        Put(written, "good", ratio.Good);
        Put(written, "bad", ratio.Bad);
        Put(written, "total", ratio.Total);
        if (ratio.Raw is not null)
        {
            written["rawType"] = ratio.RawIsFailure ? "failure" : "success";
            Put(written, "raw", ratio.Raw);
        }

        spec["ratioMetric"] = written;
    }

    private static void Put(JsonObject owner, string name, OpenSloMetric? metric)
    {
        if (metric is null)
        {
            return;
        }

        var source = new JsonObject();
        if (metric.DataSource is { } reference)
        {
            source["metricSourceRef"] = reference;
        }

        if (metric.Type is { } type)
        {
            source["type"] = type;
        }

        source["spec"] = metric.Spec.DeepClone();
        owner[name] = new JsonObject { ["metricSource"] = source };
    }
}

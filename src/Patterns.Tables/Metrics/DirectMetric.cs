using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Metrics;

/// <summary>A metric that is computed from rows.</summary>
internal sealed record DirectMetric(MetricDefinition Definition) : StoredMetric
{
    public override string Name => Definition.Name;

    public override IReadOnlyList<string> References => [];

    public override string ToJson() => Definition.ToJson();

    public override StoredMetric ResolveFor(Schema schema) => new DirectMetric(Definition.ResolveFor(schema));
}

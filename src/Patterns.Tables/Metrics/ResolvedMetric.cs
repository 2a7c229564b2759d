using Patterns.Columnar;

namespace Patterns.Tables.Metrics;

/// <summary>A metric that can be computed: derived ones are written out.</summary>
/// <param name="Definition">Over the columns of the table.</param>
/// <param name="Version">Version of the table that it was taken from.</param>
internal sealed record ResolvedMetric(MetricDefinition Definition, long Version);

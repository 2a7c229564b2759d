using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>What is declared of a table beyond the columns that were found: what identifies a row, what must hold, and what its numbers mean.</summary>
internal sealed record TableRules
{
    /// <summary>The columns that identify a row; empty when nothing does.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>CHECK constraints by name.</summary>
    public IReadOnlyDictionary<string, string> Checks { get; init; } = new Dictionary<string, string>();

    /// <summary>The metrics that are computed from rows.</summary>
    public IReadOnlyList<MetricDefinition> Metrics { get; init; } = [];

    /// <summary>The metrics that are computed from other metrics: name and expression.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Derived { get; init; } = [];

    /// <summary>
    /// What can be said of any table: how many rows it has, by the time of its only date or timestamp. Keys and checks are not guessed.
    /// </summary>
    public static TableRules For(Schema schema)
    {
        var times = schema.Fields.Where(static field => field.Type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp).ToList();
        return new TableRules { Metrics = [new MetricDefinition("rows", "count(*)") { TimeColumn = times.Count == 1 ? times[0].Name : null, Unit = "rows" }] };
    }

    /// <summary>Declares everything of a new table.</summary>
    public void Declare(TableBuilder table)
    {
        if (Key.Count > 0)
        {
            table.Key(Key);
        }

        foreach (var (name, sql) in Checks)
        {
            table.Check(name, sql);
        }

        foreach (var metric in Metrics)
        {
            table.Metric(metric);
        }

        foreach (var (name, expression) in Derived)
        {
            table.Metric(name, expression);
        }
    }

    /// <summary>Brings the metrics of a table that is there up to date; each that changed is a commit, and nothing is committed when none did.</summary>
    public async Task UpdateAsync(Table table, CancellationToken cancellationToken)
    {
        foreach (var metric in Metrics)
        {
            await table.DefineMetricAsync(metric, cancellationToken);
        }

        foreach (var (name, expression) in Derived)
        {
            await table.DefineMetricAsync(name, expression, cancellationToken: cancellationToken);
        }
    }
}

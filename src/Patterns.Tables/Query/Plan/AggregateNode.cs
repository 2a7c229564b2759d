using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>One row per distinct combination of keys, with aggregates over its rows; without keys, one row in any case.</summary>
internal sealed class AggregateNode : PlanNode
{
    public AggregateNode(PlanNode input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates)
        : base(GroupByAggregation.SchemaOf(input.Schema, keys, aggregates), input)
    {
        Keys = keys;
        Aggregates = aggregates;
    }

    public IReadOnlyList<NamedExpression> Keys { get; }

    public IReadOnlyList<NamedAggregate> Aggregates { get; }

    /// <summary>An empty aggregation of the input's rows.</summary>
    /// <param name="threads">Threads that work at a time.</param>
    /// <param name="memoryLimit">Bytes after which rows wait in a file; 0 for no limit.</param>
    /// <param name="spillFolder">Where that file is; null for the folder of the operating system.</param>
    public ParallelAggregation Begin(int threads, long memoryLimit, string? spillFolder)
        => new(Inputs[0].Schema, Keys, Aggregates, new AggregationOptions { DegreeOfParallelism = threads, MemoryLimit = memoryLimit, SpillFolder = spillFolder });

    public override string ToString()
    {
        var aggregates = string.Join(", ", Aggregates.Select(static aggregate => $"{aggregate.Aggregate} AS {aggregate.Name}"));
        return Keys.Count == 0 ? $"aggregate {aggregates}" : $"group by {string.Join(", ", Keys.Select(static key => $"{key.Expression} AS {key.Name}"))}: {aggregates}";
    }
}

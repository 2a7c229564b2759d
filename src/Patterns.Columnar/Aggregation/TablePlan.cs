using Patterns.Columnar.Aggregation.Accumulators;
using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation;

/// <summary>The shape of tables of groups: by what they are grouped and what they hold. Immutable and safe for use by several threads.</summary>
/// <param name="schema">The keys, then the results.</param>
/// <param name="keyCount">The number of keys.</param>
/// <param name="createAccumulators">Makes the accumulators of a table.</param>
/// <param name="budget">Where the memory of tables is counted; null for nowhere.</param>
internal sealed class TablePlan(Schema schema, int keyCount, Func<Accumulator[]> createAccumulators, MemoryBudget? budget = null)
{
    private readonly DataType[] _keyTypes = [.. schema.Fields.Take(keyCount).Select(static field => field.Type)];

    /// <summary>How the results are made of what the accumulators hold, one per column after the keys.</summary>
    public AggregateResult[] Results { get; init; } = [];

    /// <summary>The columns of the groups: the keys, then the results.</summary>
    public Schema Schema => schema;

    /// <summary>An empty table.</summary>
    /// <param name="smallRange">See <see cref="KeyIndex.Create"/>.</param>
    public HashAggregator Create(long smallRange = KeyIndex.LargestSmallRange) => new(_keyTypes, createAccumulators(), smallRange, budget);

    /// <summary>The groups of a table as a batch that the caller owns.</summary>
    /// <exception cref="AggregateOverflowException">A sum is larger than its type.</exception>
    public ColumnBatch Build(HashAggregator table) => new(schema, table.GroupCount, table.Build(Results));
}

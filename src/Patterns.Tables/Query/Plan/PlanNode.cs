using Patterns.Core;

namespace Patterns.Tables.Query.Plan;

/// <summary>
/// What a query means, independent of how it is written (text, lambdas, SQL) and of how it is run. Immutable. Everything is bound when a node is
/// made, so that a mistake shows where the query is written.
/// </summary>
internal abstract class PlanNode(Schema schema, params IReadOnlyList<PlanNode> inputs)
{
    /// <summary>The columns of the rows that come out.</summary>
    public Schema Schema { get; } = schema;

    /// <summary>Where the rows come from; empty for a scan.</summary>
    public IReadOnlyList<PlanNode> Inputs { get; } = inputs;

    /// <summary>What the node does, without its inputs.</summary>
    public abstract override string ToString();
}

namespace Patterns.Columnar;

/// <summary>How a <see cref="ParallelAggregation"/> works.</summary>
public sealed class AggregationOptions
{
    /// <summary>Threads that work at a time, 1 to 1,024; 0, the default, for as many as there are processors.</summary>
    public int DegreeOfParallelism { get; set; }

    /// <summary>A boolean expression: rows for which it is false or null are left out. Null, the default, takes all rows.</summary>
    public Expression? Filter { get; set; }
}

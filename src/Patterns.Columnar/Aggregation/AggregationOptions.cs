namespace Patterns.Columnar;

/// <summary>How a <see cref="ParallelAggregation"/> works.</summary>
public sealed class AggregationOptions
{
    /// <summary>Threads that work at a time, 1 to 1,024; 0, the default, for as many as there are processors.</summary>
    public int DegreeOfParallelism { get; set; }

    /// <summary>
    /// Bytes of pooled memory for groups and rows, at least 65,536; 0, the default, for no limit. Beyond it rows are set aside in a temporary file and
    /// aggregated later, part by part. Not counted are the batches that are added and asked for, a few MB that every aggregation takes, and what the
    /// groups of one finished partition, about one in 64, take as a batch.
    /// </summary>
    public long MemoryLimit { get; set; }

    /// <summary>
    /// A local folder for the temporary file, made if it is not there; null, the default, for that of the operating system. The file needs as much room
    /// as the rows in memory. It is gone when the aggregation is disposed or the process ends, however it ends.
    /// </summary>
    public string? SpillFolder { get; set; }

    /// <summary>A boolean expression: rows for which it is false or null are left out. Null, the default, takes all rows.</summary>
    public Expression? Filter { get; set; }
}

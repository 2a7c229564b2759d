using Patterns.Columnar;

namespace Patterns.Lake.Formats;

/// <summary>
/// Makes batches of the records of a file, as its <see cref="ReadPlan"/> asks. A row that does not fit the plan is set aside whole. Whether
/// a record is well formed never depends on which columns the plan asks for.
/// </summary>
internal abstract class RecordDecoder : RecordConsumer
{
    /// <summary>Rows in the batch that is being filled. <see cref="RecordConsumer.Consume"/> stops when it reaches <see cref="ReadPlan.BatchRows"/>.</summary>
    public abstract int BatchRowCount { get; }

    /// <summary>Hands the batch over to the caller, who owns it, and starts a new one.</summary>
    public abstract ColumnBatch TakeBatch();
}

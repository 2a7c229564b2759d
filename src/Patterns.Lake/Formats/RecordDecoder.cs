using Patterns.Columnar;

namespace Patterns.Lake.Formats;

/// <summary>
/// Makes batches of the records of a file, as its <see cref="ReadPlan"/> asks. A row that does not fit the plan is set aside whole. Whether
/// a record is well formed never depends on which columns the plan asks for.
/// </summary>
internal abstract class RecordDecoder : RecordConsumer
{
    /// <summary>Rows in the batch that is being filled.</summary>
    public abstract int BatchRowCount { get; }

    /// <summary>
    /// Whether the batch is to be taken: it has <see cref="ReadPlan.BatchRows"/> rows, or fewer that are long. Until then
    /// <see cref="RecordConsumer.Consume"/> takes nothing more. Does not depend on how the file is cut into windows.
    /// </summary>
    public abstract bool IsBatchFull { get; }

    /// <summary>Hands the batch over to the caller, who owns it, and starts a new one.</summary>
    public abstract ColumnBatch TakeBatch();
}

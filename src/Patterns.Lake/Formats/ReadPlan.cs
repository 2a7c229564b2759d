using Patterns.Core;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>What a decoder is to make: columns by name, in order. A column that the file does not have is null in every row.</summary>
internal sealed class ReadPlan
{
    /// <summary>The most values of a batch, so that rows with thousands of values do not make huge batches: 64 MiB of numbers.</summary>
    private const int MaxBatchValues = 8 << 20;
    private const int LeastBatchRows = 64;

    /// <param name="columns">The columns wanted.</param>
    /// <param name="nullSpellings">The texts that stand for null.</param>
    /// <param name="batchRows">The most rows of a batch; the plan takes fewer where rows have thousands of values.</param>
    public ReadPlan(IReadOnlyList<ColumnPlan> columns, NullSpellings nullSpellings, int batchRows)
    {
        Columns = columns;
        NullSpellings = nullSpellings;
        BatchRows = Math.Min(batchRows, Math.Max(LeastBatchRows, MaxBatchValues / Math.Max(1, columns.Sum(static column => ValuesOf(column.Value)))));
        Schema = new Schema([.. columns.Select(static column => new Field(column.Name, column.Value.Type))]);
    }

    /// <summary>The columns wanted; may be none, when rows are merely counted.</summary>
    public IReadOnlyList<ColumnPlan> Columns { get; }

    /// <summary>Schema of the batches: one nullable field per column.</summary>
    public Schema Schema { get; }

    /// <summary>The texts that stand for null in columns that are not text.</summary>
    public NullSpellings NullSpellings { get; }

    /// <summary>Rows of a full batch.</summary>
    public int BatchRows { get; }

    /// <summary>How many values a row has in the columns of a plan, lists counted as one element.</summary>
    private static int ValuesOf(ValuePlan plan) => 1 + plan.Children.Sum(ValuesOf);
}

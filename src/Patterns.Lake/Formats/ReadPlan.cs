using Patterns.Core;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>What a decoder is to make: columns by name, in order. A column that the file does not have is null in every row.</summary>
internal sealed class ReadPlan
{
    public ReadPlan(IReadOnlyList<ColumnPlan> columns, NullSpellings nullSpellings, int batchRows)
    {
        Columns = columns;
        NullSpellings = nullSpellings;
        BatchRows = batchRows;
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
}

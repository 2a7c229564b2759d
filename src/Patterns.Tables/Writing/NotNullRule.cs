using Patterns.Columnar;

namespace Patterns.Tables.Writing;

/// <summary>A column that the schema declares not nullable.</summary>
internal sealed class NotNullRule(string column, int columnIndex) : RowRule
{
    public const string Name = "NOT NULL";

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        var values = batch.Columns[columnIndex].ValidityWords;
        for (var index = 0; index < values.Length; index++)
        {
            conforming[index] &= values[index];
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
        => new(rowNumber, Name, column, null, "it is null");
}

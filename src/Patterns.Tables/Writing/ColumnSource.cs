using Patterns.Columnar;

namespace Patterns.Tables.Writing;

/// <summary>What gives the values of a column of the table to rows that are appended.</summary>
/// <param name="Index">0-based column of the rows; -1 when they have none.</param>
/// <param name="Projection">How the values of that column become those of the table's.</param>
/// <param name="Missing">Gives the values when the rows have no such column, from those that they have.</param>
internal readonly record struct ColumnSource(int Index, ColumnProjection? Projection, BoundExpression? Missing)
{
    /// <summary>The values, which the caller owns.</summary>
    public Column Take(ColumnBatch batch)
    {
        if (Projection is not null)
        {
            return Projection.Apply(batch.Columns[Index]);
        }

        if (Missing!.Schema.Count > 0)
        {
            return Missing.Evaluate(batch);
        }

        using var rows = new ColumnBatch(Missing.Schema, batch.RowCount, []);
        return Missing.Evaluate(rows);
    }
}

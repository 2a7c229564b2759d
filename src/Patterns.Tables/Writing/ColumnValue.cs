using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Checks expressions that are to give a column its values.</summary>
internal static class ColumnValue
{
    /// <exception cref="PatternsException">The text is no value of the column's type.</exception>
    public static void RequireDefault(Field field, string sql)
    {
        var empty = new Schema([]);
        using var row = new ColumnBatch(empty, 1, []);
        using var value = Expression.Cast(Expression.Parse(sql), field.Type).Bind(empty).Evaluate(row);
    }

    /// <exception cref="PatternsException">The text is no expression over the columns that are not generated.</exception>
    public static void RequireGeneration(Schema schema, Field field, string sql)
    {
        var inputs = new Schema([.. schema.Fields.Where(other => other.Name != field.Name && !MissingColumn.IsGenerated(other))]);
        _ = Expression.Cast(Expression.Parse(sql), field.Type).Bind(inputs);
    }
}

using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Writing;

/// <summary>A CHECK constraint or a column invariant: Spark SQL that must be true; false and null break it.</summary>
/// <remarks>Source: Delta transaction log protocol, "CHECK Constraints" and "Column Invariants".</remarks>
internal sealed class CheckRule : RowRule
{
    private readonly string _name;
    private readonly string _sql;
    private readonly BoundExpression _condition;
    private readonly string[] _columns;

    private CheckRule(string name, string sql, BoundExpression condition, string[] columns)
    {
        _name = name;
        _sql = sql;
        _condition = condition;
        _columns = columns;
    }

    /// <summary>Prepares a rule.</summary>
    /// <param name="name">Name of the constraint.</param>
    /// <param name="sql">Spark SQL.</param>
    /// <param name="schema">Columns of the table.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    /// <exception cref="ArgumentException">The expression is not boolean.</exception>
    public static CheckRule Create(string name, string sql, Schema schema) => Create(name, sql, Expression.Parse(sql), schema);

    /// <summary>Prepares a rule that is shown as one text and is another expression.</summary>
    /// <exception cref="PatternsException">The expression does not fit the columns.</exception>
    /// <exception cref="ArgumentException">The expression is not boolean.</exception>
    public static CheckRule Create(string name, string sql, Expression expression, Schema schema)
    {
        return new CheckRule(name, sql, expression.BindCondition(schema), [.. expression.ReferencedColumns()]);
    }

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        using var result = (BooleanColumn)_condition.Evaluate(batch);
        var values = result.ValueWords;
        var validity = result.ValidityWords;
        for (var index = 0; index < values.Length; index++)
        {
            conforming[index] &= validity.IsEmpty ? values[index] : values[index] & validity[index];
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
    {
        object?[] values = [.. _columns.Select(column => batch.Column(column).GetValue(index))];
        var shown = string.Join(", ", _columns.Zip(values, static (column, value) => $"{column} is {(value is null ? "null" : $"'{Text(value)}'")}"));
        return new RejectedRow(
            rowNumber,
            _name,
            string.Join(", ", _columns),
            values.Length == 1 ? Text(values[0]) : string.Join(", ", values.Select(static value => Text(value) ?? "null")),
            $"{shown}, which does not fulfil {_sql}");
    }
}

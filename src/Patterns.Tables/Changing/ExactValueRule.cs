using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>A computed value that its column holds exactly: nothing is rounded or cut off unsaid.</summary>
internal sealed class ExactValueRule
{
    private readonly string _column;
    private readonly DataType _type;
    private readonly BoundExpression _value;
    private readonly BoundExpression _isExact;

    public ExactValueRule(string column, Schema schema, Expression value, DataType type)
    {
        _column = column;
        _type = type;
        _value = value.Bind(schema);
        var back = Expression.TryCast(Expression.TryCast(value, type), _value.Type);
        _isExact = Expression.Compare(ComparisonOperator.NullSafeEqual, back, value).Bind(schema);
    }

    /// <summary>Notes rows whose value does not fit.</summary>
    public void Check(ColumnBatch rows, long rowsBefore, RejectionLog log)
    {
        using var exact = (BooleanColumn)_isExact.Evaluate(rows);
        Column? values = null;
        for (var row = 0; row < exact.Length; row++)
        {
            if (!exact[row])
            {
                values ??= _value.Evaluate(rows);
                log.Count(1);
                var text = RowRule.Text(values.GetValue(row));
                log.Add(new RejectedRow(
                    rowsBefore + row + 1, "TYPE", _column, text, $"the new value {text} of {_value.Expression} does not fit {_type} exactly; round or cast it in the expression"));
            }
        }

        values?.Dispose();
    }
}

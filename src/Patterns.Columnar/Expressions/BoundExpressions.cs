using Patterns.Core;

namespace Patterns.Columnar.Expressions;

/// <summary>Several expressions over one schema. Equal ones are evaluated once per batch. Safe for use by several threads.</summary>
internal sealed class BoundExpressions
{
    private readonly BoundExpression[] _distinct;
    private readonly int[] _positions;

    /// <exception cref="ExpressionTypeException">An expression does not fit the schema.</exception>
    public BoundExpressions(Schema schema, IReadOnlyList<Expression> expressions)
    {
        var distinct = expressions.Distinct().ToList();
        _distinct = [.. distinct.Select(expression => expression.Bind(schema))];
        _positions = [.. expressions.Select(expression => distinct.IndexOf(expression))];
        Types = [.. _positions.Select(position => _distinct[position].Type)];
        Nullables = [.. _positions.Select(position => _distinct[position].Nullable)];
    }

    /// <summary>The type of each expression.</summary>
    public IReadOnlyList<DataType> Types { get; }

    /// <summary>Whether each expression may be null.</summary>
    public IReadOnlyList<bool> Nullables { get; }

    /// <summary>One result per row for each expression.</summary>
    /// <exception cref="ExpressionEvaluationException">A row has no result.</exception>
    public EvaluatedColumns Evaluate(ColumnBatch batch)
    {
        var results = new Column[_distinct.Length];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = _distinct[index].Evaluate(batch);
        }

        return new EvaluatedColumns([.. _positions.Select(position => results[position])], results);
    }
}

using Patterns.Core;

namespace Patterns.Columnar.Expressions;

/// <summary>Several expressions over one schema. Equal ones are evaluated once per batch.</summary>
internal sealed class BoundExpressions
{
    private readonly int[] _columns;

    public BoundExpressions(Schema schema, IReadOnlyList<Expression> expressions)
    {
        _columns = [.. expressions.Select(expression => schema.RequireIndexOf(((ColumnExpression)expression).Path[0]))];
        Types = [.. _columns.Select(index => schema[index].Type)];
        Nullables = [.. _columns.Select(index => schema[index].Nullable)];
    }

    public IReadOnlyList<DataType> Types { get; }

    public IReadOnlyList<bool> Nullables { get; }

    public EvaluatedColumns Evaluate(ColumnBatch batch) => new([.. _columns.Select(index => batch.Columns[index])], []);
}

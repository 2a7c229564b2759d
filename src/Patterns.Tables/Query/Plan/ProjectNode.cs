using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Query.Plan;

/// <summary>Rows with other columns: one per expression.</summary>
internal sealed class ProjectNode : PlanNode
{
    public ProjectNode(PlanNode input, IReadOnlyList<NamedExpression> columns)
        : this(input, columns, [.. columns.Select(column => column.Expression.Bind(input.Schema))])
    {
    }

    private ProjectNode(PlanNode input, IReadOnlyList<NamedExpression> columns, IReadOnlyList<BoundExpression> bound)
        : base(new Schema([.. columns.Zip(bound, static (column, expression) => new Field(column.Name, expression.Type, expression.Nullable))]), input)
    {
        Columns = columns;
        Bound = bound;
    }

    public IReadOnlyList<NamedExpression> Columns { get; }

    /// <summary>The expressions, bound to the columns of the input.</summary>
    public IReadOnlyList<BoundExpression> Bound { get; }

    /// <summary>The rows of a batch of the input with the other columns; the caller owns both.</summary>
    public ColumnBatch Apply(ColumnBatch batch) => new(Schema, batch.RowCount, [.. Bound.Select(expression => expression.Evaluate(batch))]);

    public override string ToString() => $"project {string.Join(", ", Columns.Select(static column => $"{column.Expression} AS {column.Name}"))}";
}

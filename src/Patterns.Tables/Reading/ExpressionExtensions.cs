using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Reading;

/// <summary>What tables ask of expressions.</summary>
internal static class ExpressionExtensions
{
    /// <summary>Binds an expression that has to be true or false.</summary>
    /// <exception cref="PatternsException">The expression does not fit the columns.</exception>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public static BoundExpression BindCondition(this Expression condition, Schema schema)
    {
        var bound = condition.Bind(schema);
        return bound.Type.Kind == DataTypeKind.Boolean
            ? bound
            : throw new ArgumentException($"A condition is true or false, but {condition} is {bound.Type}.", nameof(condition));
    }

    /// <summary>The top-level columns that occur in an expression, each once, in order of appearance.</summary>
    public static IReadOnlyList<string> ReferencedColumns(this Expression expression)
    {
        var names = new List<string>();
        Collect(expression, names);
        return names;
    }

    private static void Collect(Expression expression, List<string> names)
    {
        if (expression is ColumnExpression column && !names.Contains(column.Path[0]))
        {
            names.Add(column.Path[0]);
        }

        foreach (var child in expression.Children)
        {
            Collect(child, names);
        }
    }
}

namespace Patterns.Columnar;

/// <summary>An expression and the name of the column that it makes.</summary>
/// <param name="Name">Name of the column, not empty.</param>
/// <param name="Expression">What the column holds.</param>
public sealed record NamedExpression(string Name, Expression Expression)
{
    /// <summary>A column under its own name.</summary>
    /// <param name="column">Name of the column.</param>
    public NamedExpression(string column)
        : this(column, Expression.Column(column))
    {
    }
}

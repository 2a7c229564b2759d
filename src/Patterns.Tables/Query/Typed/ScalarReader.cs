using System.Linq.Expressions;
using Patterns.Columnar;
using Expression = Patterns.Columnar.Expression;

namespace Patterns.Tables.Query.Typed;

/// <summary>Rows that are single values: one column.</summary>
internal sealed class ScalarReader<T> : RowReader<T>
{
    /// <summary>Name of the column.</summary>
    public const string Column = "value";

    private readonly RowBinder<ScalarRow<T>> _binder = new();

    public override IEnumerable<T> Read(ColumnBatch batch) => _binder.Read(batch).Select(static row => row.Value!);

    public override Expression Translate<TValue>(Expression<Func<T, TValue>> lambda) => Expression.FromLambda(lambda, null, Resolve);

    public override Expression TranslateCondition(Expression<Func<T, bool>> lambda) => Expression.FromLambda(lambda, null, Resolve);

    private static ColumnExpression? Resolve(System.Linq.Expressions.Expression part) => part is ParameterExpression ? Expression.Column(Column) : null;
}

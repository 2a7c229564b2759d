using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Patterns.Columnar;
using Expression = Patterns.Columnar.Expression;

namespace Patterns.Tables.Query.Typed;

/// <summary>Rows that are objects: one column per property.</summary>
internal sealed class ObjectReader<[DynamicallyAccessedMembers(RowMembers.Needed)] T> : RowReader<T>
{
    private readonly RowBinder<T> _binder = new();

    public override IEnumerable<T> Read(ColumnBatch batch) => _binder.Read(batch);

    public override Expression Translate<TValue>(Expression<Func<T, TValue>> lambda) => Expression.From(lambda);

    public override Expression TranslateCondition(Expression<Func<T, bool>> lambda) => Expression.From(lambda);
}

using System.Linq.Expressions;
using Patterns.Columnar;
using Expression = Patterns.Columnar.Expression;

namespace Patterns.Tables.Query.Typed;

/// <summary>How rows of a C# type are read from columns, and what a lambda over such a row means.</summary>
internal abstract class RowReader<T>
{
    /// <summary>The rows of a batch, which must stay alive during the enumeration.</summary>
    public abstract IEnumerable<T> Read(ColumnBatch batch);

    /// <summary>The expression over the columns that a lambda over a row is.</summary>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public abstract Expression Translate<TValue>(Expression<Func<T, TValue>> lambda);

    /// <summary>The condition over the columns that a lambda over a row is.</summary>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public abstract Expression TranslateCondition(Expression<Func<T, bool>> lambda);
}

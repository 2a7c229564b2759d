using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Patterns.Columnar;
using Expression = Patterns.Columnar.Expression;

namespace Patterns.Tables;

/// <summary>Says which properties of rows get which new values. Used inside <see cref="Table{T}.UpdateAsync"/>; not thread safe.</summary>
/// <typeparam name="T">The row type.</typeparam>
public sealed class RowUpdate<[DynamicallyAccessedMembers(RowMembers.Needed)] T>
{
    private readonly RowBinder<T> _binder;
    private readonly Dictionary<string, Expression> _values = new(StringComparer.Ordinal);

    internal RowUpdate(RowBinder<T> binder) => _binder = binder;

    internal IReadOnlyDictionary<string, Expression> Values => _values;

    /// <summary>Gives a property one value in all rows.</summary>
    /// <typeparam name="TValue">Type of the property.</typeparam>
    /// <param name="property">The property, such as <c>order =&gt; order.Status</c>.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentException">It is not a property, or it was set before.</exception>
    public RowUpdate<T> Set<TValue>(Expression<Func<T, TValue>> property, TValue value)
    {
        ArgumentNullException.ThrowIfNull(property);
        var constant = System.Linq.Expressions.Expression.Constant(value, typeof(TValue));
        return Set(property, System.Linq.Expressions.Expression.Lambda<Func<T, TValue>>(constant, property.Parameters));
    }

    /// <summary>Gives a property a value that is computed from the row as it was.</summary>
    /// <typeparam name="TValue">Type of the property.</typeparam>
    /// <param name="property">The property, such as <c>order =&gt; order.Amount</c>.</param>
    /// <param name="value">The value, translated and not called, such as <c>order =&gt; order.Amount * 2</c>.</param>
    /// <exception cref="ArgumentException">It is not a property, it was set before, or a part of the value has no counterpart.</exception>
    public RowUpdate<T> Set<TValue>(Expression<Func<T, TValue>> property, Expression<Func<T, TValue>> value)
    {
        ArgumentNullException.ThrowIfNull(property);
        ArgumentNullException.ThrowIfNull(value);
        var column = _binder.ColumnOf(RowProperty.Of(property));
        return _values.TryAdd(column, Expression.From(value))
            ? this
            : throw new ArgumentException($"Column '{column}' is set twice: to {_values[column]} and to {Expression.From(value)}.", nameof(property));
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Query.Typed;

namespace Patterns.Tables;

/// <summary>Groups of rows, waiting to be told what to compute of each. Immutable.</summary>
/// <typeparam name="TKey">What the rows are grouped by.</typeparam>
/// <typeparam name="T">The rows.</typeparam>
public sealed class GroupedQuery<TKey, T>
{
    private readonly PlanNode _input;
    private readonly RowReader<T> _rows;
    private readonly IReadOnlyList<NamedExpression> _keys;

    internal GroupedQuery(PlanNode input, RowReader<T> rows, IReadOnlyList<NamedExpression> keys)
    {
        _input = input;
        _rows = rows;
        _keys = keys;
    }

    /// <summary>Makes one row per group.</summary>
    /// <typeparam name="TResult">Type of the new rows: an anonymous type, a record or class, or a single value.</typeparam>
    /// <param name="selector">
    /// What to compute, for example <c>group =&gt; new { Region = group.Key, Revenue = group.Sum(order =&gt; order.Amount) }</c>.
    /// </param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<TResult> Select<[DynamicallyAccessedMembers(RowMembers.Needed)] TResult>(Expression<Func<RowGroup<TKey, T>, TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var selection = Selection<TResult>.Of(selector.Body);
        var translator = new GroupTranslator<TKey, T>(selector.Parameters[0], _rows);
        NamedExpression[] columns = [.. selection.Parts.Select(part => new NamedExpression(part.Column, translator.Translate(part.Value)))];
        var groups = new AggregateNode(_input, _keys, translator.Aggregates);
        return new TableQuery<TResult>(new ProjectNode(groups, columns), selection.Reader);
    }
}

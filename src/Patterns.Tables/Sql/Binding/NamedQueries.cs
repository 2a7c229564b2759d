using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Binding;

/// <summary>The queries of WITH that can be read at some place, the nearest first. Immutable.</summary>
internal sealed class NamedQueries
{
    private readonly CommonTable? _table;
    private readonly NamedQueries? _outer;

    private NamedQueries(CommonTable? table, NamedQueries? outer)
    {
        _table = table;
        _outer = outer;
    }

    public static NamedQueries None { get; } = new(null, null);

    /// <summary>These and one more.</summary>
    public NamedQueries With(CommonTable table) => new(table, this);

    /// <summary>The query that a name stands for, and those that it can read itself; null when the name is that of a table.</summary>
    public (CommonTable Table, NamedQueries Outer)? Find(NamedTable name)
    {
        for (var queries = this; queries is { _table: { } table, _outer: { } outer }; queries = outer)
        {
            if (name.Name is [var single] && string.Equals(single, table.Name, StringComparison.OrdinalIgnoreCase))
            {
                return (table, outer);
            }
        }

        return null;
    }
}

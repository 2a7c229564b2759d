using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Changing;

/// <summary>What a table of orders has to hold after changes that are made to both: rows by key, at every version.</summary>
internal sealed class TableModel
{
    private readonly List<Order[]> _versions = [[]];
    private Dictionary<long, Order> _rows = [];

    /// <summary>The columns of the rows.</summary>
    public static Schema Schema { get; } = new RowBinder<Order>().Schema;

    /// <summary>Versions so far; version 0 is the empty table.</summary>
    public int VersionCount => _versions.Count;

    public IReadOnlyCollection<Order> Rows => _rows.Values;

    public bool Has(long key) => _rows.ContainsKey(key);

    /// <summary>The rows at a version as text, in order of text.</summary>
    public IReadOnlyList<string> At(long version) => Text(_versions[(int)version]);

    public IReadOnlyList<Order> RowsAt(long version) => _versions[(int)version];

    public static IReadOnlyList<string> Text(IReadOnlyList<Order> rows)
    {
        using var batch = new RowBinder<Order>().Write([.. rows]);
        return [.. CellText.Of(batch).Order(StringComparer.Ordinal)];
    }

    public void Upsert(IEnumerable<Order> rows)
    {
        foreach (var row in rows)
        {
            _rows[row.OrderId] = row;
        }
    }

    /// <summary>Replaces rows; those for which nothing is given go. Says how many it was about.</summary>
    public int Change(Func<Order, bool> condition, Func<Order, Order?> change)
    {
        var found = _rows.Values.Where(condition).ToList();
        foreach (var row in found)
        {
            if (change(row) is { } changed)
            {
                _rows[row.OrderId] = changed;
            }
            else
            {
                _rows.Remove(row.OrderId);
            }
        }

        return found.Count;
    }

    /// <summary>Makes a version of the rows as they are.</summary>
    public void Commit() => _versions.Add([.. _rows.Values]);

    /// <summary>Has the rows of an earlier version again.</summary>
    public void Restore(int version) => _rows = _versions[version].ToDictionary(static row => row.OrderId);
}

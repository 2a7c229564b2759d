using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Keys;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>New values for columns of rows that are found: computed from the row as it was, checked like values that are appended. Not thread safe.</summary>
internal sealed class RowAssignments
{
    private readonly AppendTarget _target;
    private readonly BoundExpression?[] _values;
    private readonly ExactValueRule[] _exact;
    private readonly IReadOnlyList<(int Index, BoundExpression Value)> _generated;
    private readonly RejectionLog _rejections;

    /// <summary>Prepares the assignments.</summary>
    /// <param name="target">The table. Generated columns are computed anew unless they are given values themselves.</param>
    /// <param name="values">Expressions over the columns of the table, by column.</param>
    /// <param name="rejections">Where broken rules are noted.</param>
    /// <param name="tablePath">Folder of the table, for errors.</param>
    /// <exception cref="PatternsException">An expression does not fit the columns.</exception>
    /// <exception cref="ArgumentException">A column does not exist, is part of the key, or cannot take such values.</exception>
    public RowAssignments(AppendTarget target, IReadOnlyDictionary<string, Expression> values, RejectionLog rejections, string tablePath)
    {
        _target = target;
        _rejections = rejections;
        var schema = target.Snapshot.Schema;
        _values = new BoundExpression?[schema.Count];
        var exact = new List<ExactValueRule>();
        foreach (var (column, value) in values)
        {
            var index = schema.RequireIndexOf(column);
            RequireNoKey(target.Key, column);
            var bound = value.Bind(schema);
            if (bound.Type.Equals(schema[index].Type))
            {
                _values[index] = bound;
                continue;
            }

            _values[index] = Expression.TryCast(value, schema[index].Type).Bind(schema);
            if (!bound.Type.CanWidenTo(schema[index].Type))
            {
                exact.Add(new ExactValueRule(column, schema, value, schema[index].Type));
            }
        }

        _exact = [.. exact];
        _generated =
        [
            .. Enumerable.Range(0, schema.Count)
                .Where(index => _values[index] is null && MissingColumn.IsGenerated(schema[index]))
                .Select(index => (index, MissingColumn.Bind(schema[index], schema, tablePath))),
        ];
    }

    /// <summary>Whether a new value broke a rule, so that nothing will be committed.</summary>
    public bool IsRejected => !_rejections.IsEmpty;

    /// <summary>Rows that were given new values.</summary>
    public long RowCount { get; private set; }

    /// <summary>The rows with their new values; broken rules are noted. The caller owns the result.</summary>
    /// <param name="rows">Rows in the columns of the table; stays the caller's.</param>
    public ColumnBatch Apply(ColumnBatch rows)
    {
        var changed = Generate(new ColumnBatch(rows.Schema, rows.RowCount, [.. rows.Columns.Select((column, index) => _values[index]?.Evaluate(rows) ?? column.Share())]));
        var accepted = _rejections.RejectedRowCount;
        foreach (var rule in _exact)
        {
            rule.Check(rows, RowCount, _rejections);
        }

        if (_rejections.RejectedRowCount == accepted)
        {
            _target.Rules.Check(changed, RowCount, _rejections);
        }

        RowCount += rows.RowCount;
        return changed;
    }

    private ColumnBatch Generate(ColumnBatch rows)
    {
        if (_generated.Count == 0)
        {
            return rows;
        }

        using (rows)
        {
            Column[] columns = [.. rows.Columns.Select(static column => column.Share())];
            foreach (var (index, value) in _generated)
            {
                columns[index].Dispose();
                columns[index] = value.Evaluate(rows);
            }

            return new ColumnBatch(rows.Schema, rows.RowCount, columns);
        }
    }

    private static void RequireNoKey(TableKey? key, string column)
    {
        if (key?.Columns.Contains(column) == true)
        {
            throw new ArgumentException($"Column '{column}' is part of the key ({key.Names}), which stays with its row. Delete the row and append or upsert another one.", nameof(column));
        }
    }
}

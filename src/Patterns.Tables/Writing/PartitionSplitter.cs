using System.Runtime.InteropServices;
using Patterns.Columnar;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Writing;

/// <summary>Splits batches so that all rows of a part share their values in the partition columns, which the parts then leave out.</summary>
internal sealed class PartitionSplitter
{
    private readonly string[] _partitionColumns;
    private readonly string[] _partitionNames;
    private readonly string[] _dataColumns;

    public PartitionSplitter(TableColumns columns, IReadOnlyList<string> partitionColumns)
    {
        var schema = columns.Schema;
        _partitionColumns = [.. partitionColumns];
        _partitionNames = [.. partitionColumns.Select(column => columns.Mapping.PhysicalName(schema[column]))];
        _dataColumns = [.. schema.Fields.Select(static field => field.Name).Except(partitionColumns, StringComparer.Ordinal)];
        DataColumns = new PhysicalColumns(schema.Select(_dataColumns), columns.Mapping);
    }

    /// <summary>How files call the columns of the parts.</summary>
    public PhysicalColumns DataColumns { get; }

    /// <summary>The parts in order of their first rows; each is disposed by the caller.</summary>
    /// <param name="batch">Rows in the columns of the table; stays the caller's and must stay alive during the enumeration.</param>
    public IEnumerable<(PartitionKey Key, ColumnBatch Rows)> Split(ColumnBatch batch)
    {
        if (_partitionColumns.Length == 0)
        {
            yield return (PartitionKey.None, batch.Slice(0, batch.RowCount));
            yield break;
        }

        using var data = batch.Select(_dataColumns);
        foreach (var rows in GroupRows(batch))
        {
            var key = new PartitionKey(_partitionNames, [.. _partitionColumns.Select(column => batch.Column(column).GetValue(rows[0]))]);
            yield return (key, rows.Count == batch.RowCount ? data.Slice(0, rows.Count) : data.Take(CollectionsMarshal.AsSpan(rows)));
        }
    }

    /// <summary>The rows of each distinct combination of values.</summary>
    private List<List<int>> GroupRows(ColumnBatch batch)
    {
        var groups = new int[batch.RowCount];
        var groupCount = 1;
        foreach (var column in _partitionColumns)
        {
            var codes = DistinctCodes.Of(batch.Column(column));
            var merged = new Dictionary<(int Group, int Code), int>();
            for (var row = 0; row < groups.Length; row++)
            {
                ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, (groups[row], codes[row]), out var isKnown);
                group = isKnown ? group : merged.Count - 1;
                groups[row] = group;
            }

            groupCount = merged.Count;
        }

        var rows = new List<List<int>>(Enumerable.Range(0, groupCount).Select(static _ => new List<int>()));
        for (var row = 0; row < groups.Length; row++)
        {
            rows[groups[row]].Add(row);
        }

        return rows;
    }
}

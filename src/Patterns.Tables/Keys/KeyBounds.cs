using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Keys;

/// <summary>The smallest and largest values of the columns of a key among some keys.</summary>
internal static class KeyBounds
{
    /// <summary>What is known of the columns, by their names in the table; nothing of those whose values have no order that statistics know.</summary>
    /// <param name="key">The key of the table.</param>
    /// <param name="keys">Batches of <see cref="KeyChunk.SchemaOf"/>; stay the caller's.</param>
    public static IReadOnlyDictionary<string, ColumnStatistics> Of(TableKey key, IReadOnlyList<ColumnBatch> keys)
    {
        var bounds = new Dictionary<string, ColumnStatistics>(StringComparer.Ordinal);
        for (var index = 0; index < key.Columns.Count; index++)
        {
            if (key.Schema[index].Type.Kind is not (DataTypeKind.Boolean or DataTypeKind.Binary) && Of(KeyChunk.Name(index), key, keys) is { } known)
            {
                bounds.Add(key.Columns[index], known);
            }
        }

        return bounds;
    }

    private static ColumnStatistics? Of(string name, TableKey key, IReadOnlyList<ColumnBatch> keys)
    {
        var column = Expression.Column(name);
        using var aggregation = new GroupByAggregation(
            KeyChunk.SchemaOf(key), [], [new NamedAggregate("low", Aggregate.Min(column)), new NamedAggregate("high", Aggregate.Max(column))]);
        var rowCount = 0L;
        foreach (var batch in keys)
        {
            aggregation.Add(batch);
            rowCount += batch.RowCount;
        }

        using var found = aggregation.Finish();
        var (low, high) = (found.Columns[0].GetValue(0), found.Columns[1].GetValue(0));
        return low is null || high is null ? null : new ColumnStatistics { RowCount = rowCount, NullCount = 0, Min = low, Max = high };
    }
}

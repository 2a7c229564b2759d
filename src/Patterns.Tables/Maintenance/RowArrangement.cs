using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Maintenance;

/// <summary>The order that rows of a partition get: sorted by columns, or along a curve through several of them. Immutable.</summary>
internal sealed class RowArrangement
{
    /// <summary>A name that no column of a table has, because it is not allowed in one.</summary>
    private const string CurveColumn = "{z}";

    private readonly string[] _columns;
    private readonly bool _isCurve;

    private RowArrangement(string[] columns, bool isCurve)
    {
        _columns = columns;
        _isCurve = isCurve;
    }

    /// <summary>The order asked for; null when rows stay in theirs.</summary>
    /// <exception cref="ArgumentException">A column does not exist, is asked for twice, or has no order.</exception>
    public static RowArrangement? Of(Snapshot snapshot, OptimizeOptions options)
    {
        var isCurve = options.ZOrderBy is { Count: > 0 };
        if ((isCurve ? options.ZOrderBy : options.ClusterBy) is not { Count: > 0 } columns)
        {
            return null;
        }

        if (isCurve && columns.Count > ZOrderCurve.MaxColumns)
        {
            throw new ArgumentException($"A Z-order has at most {ZOrderCurve.MaxColumns} columns, but {columns.Count} were given.", nameof(options));
        }

        foreach (var field in snapshot.Schema.Select(columns).Fields)
        {
            if (field.Type.IsNested || snapshot.Metadata.PartitionColumns.Contains(field.Name))
            {
                throw new ArgumentException(
                    $"Rows are not ordered by '{field.Name}': {(field.Type.IsNested ? $"values of type {field.Type} have no order" : "all rows of a file share its value, because the table is partitioned by it")}.",
                    nameof(options));
            }
        }

        return new RowArrangement([.. columns], isCurve);
    }

    /// <summary>The rows of a scan in order, in batches that the caller disposes. Memory is bounded by the limit.</summary>
    public async IAsyncEnumerable<ColumnBatch> ArrangeAsync(
        TableContext table, ScanRequest request, long memoryLimit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var curve = _isCurve ? await ZOrderCurve.SampleAsync(table, request, _columns, cancellationToken).ConfigureAwait(false) : null;
        var schema = curve is null ? request.Columns : new Schema([.. request.Columns.Fields, new Field(CurveColumn, DataType.Int64, nullable: false)]);
        SortOrder[] orders = curve is null ? [.. _columns.Select(static column => SortOrder.Ascending(Expression.Column([column])))] : [SortOrder.Ascending(Expression.Column([CurveColumn]))];
        using var sorter = new ExternalSorter(schema, orders, new ExternalSortOptions { MemoryLimit = memoryLimit });
        await foreach (var batch in TableScan.ReadAsync(table, request, null, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                using var keyed = curve is null ? batch.Slice(0, batch.RowCount) : new ColumnBatch(schema, batch.RowCount, [.. batch.Columns.Select(static column => column.Share()), curve.Positions(batch)]);
                await sorter.AddAsync(keyed, cancellationToken).ConfigureAwait(false);
            }
        }

        string[] names = [.. request.Columns.Fields.Select(static field => field.Name)];
        await foreach (var sorted in sorter.FinishAsync(cancellationToken).ConfigureAwait(false))
        {
            using (sorted)
            {
                yield return sorted.Select(names);
            }
        }
    }
}

using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>
/// Answers counts, smallest and largest values of a whole table from the log, when its statistics are exact for every file: no rows were deleted since, and
/// the bounds are values that occur, neither cut text nor rounded times.
/// </summary>
internal static class LogAnswer
{
    /// <summary>The row that an aggregation gives; null when files have to be read for it.</summary>
    public static ColumnBatch? TryAnswer(AggregateNode node)
    {
        if (TryAnswerValues(node) is not { } values)
        {
            return null;
        }

        using var row = new ColumnBatch(Schema.Empty, 1, []);
        return new ColumnBatch(node.Schema, 1, [.. values.Select((value, index) =>
            Expression.Cast(Expression.Literal(value), node.Schema[index].Type).Bind(Schema.Empty).Evaluate(row))]);
    }

    /// <summary>One value per aggregate; null when files have to be read.</summary>
    public static IReadOnlyList<object?>? TryAnswerValues(AggregateNode node)
    {
        if (node is not { Keys.Count: 0, Inputs: [ScanNode { Filter: null } scan] })
        {
            return null;
        }

        var values = new List<object?>();
        foreach (var aggregate in node.Aggregates)
        {
            if (!TryAnswer(scan.Snapshot, aggregate.Aggregate, out var value))
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }

    private static bool TryAnswer(Snapshot snapshot, Aggregate aggregate, out object? value)
    {
        value = null;
        switch (aggregate)
        {
            case { Function: AggregateFunction.CountAll }:
                return TrySum(snapshot, static (file, columns) => file.RowCount(columns), out value);
            case { Function: AggregateFunction.Count, Argument: ColumnExpression { Path: [var name] } }:
                return TrySum(snapshot, (file, columns) => file.Statistics(columns).Column(name) is { NullCount: { } nulls } column && IsWhole(file) ? column.RowCount - nulls : null, out value);
            case { Function: AggregateFunction.Min, Argument: ColumnExpression { Path: [var name] } }:
                return TryExtreme(snapshot, name, static column => column.Min, -1, out value);
            case { Function: AggregateFunction.Max, Argument: ColumnExpression { Path: [var name] } }:
                return TryExtreme(snapshot, name, static column => column.Max, 1, out value);
            default:
                return false;
        }
    }

    private static bool TrySum(Snapshot snapshot, Func<LiveFile, Delta.Columns.TableColumns, long?> count, out object? value)
    {
        var sum = 0L;
        value = null;
        foreach (var file in snapshot.Files)
        {
            if (file.Statistics(snapshot.Columns).RowCount is null || count(file, snapshot.Columns) is not { } rows)
            {
                return false;
            }

            sum += rows;
        }

        value = sum;
        return true;
    }

    private static bool TryExtreme(Snapshot snapshot, string name, Func<ColumnStatistics, object?> bound, int sign, out object? value)
    {
        value = null;
        foreach (var file in snapshot.Files)
        {
            var statistics = file.Statistics(snapshot.Columns);
            if (statistics.RowCount is not { } rows || !IsWhole(file) || statistics.Column(name) is not { } column)
            {
                return false;
            }

            if (rows == 0 || column.NullCount == rows)
            {
                continue;
            }

            if (!column.IsExact || bound(column) is not { } found || Compare(found, value ?? found) is not { } order)
            {
                return false;
            }

            value = value is null || Math.Sign(order) == sign ? found : value;
        }

        return true;
    }

    /// <summary>Text is compared by its UTF-8 bytes, as everywhere; what is rounded in the log has no order here.</summary>
    private static int? Compare(object left, object right) => (left, right) switch
    {
        (string one, string other) => System.Text.Encoding.UTF8.GetBytes(one).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(other)),
        (DateTime or DateTimeOffset or float or double, _) => null,
        (IComparable one, var other) when other.GetType() == left.GetType() => one.CompareTo(other),
        _ => null,
    };

    private static bool IsWhole(LiveFile file) => file.Add.DeletionVector is null;
}

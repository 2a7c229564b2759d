using System.Globalization;
using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>
/// The range of a key among the rows that are attached: rows of the other side outside of it have no counterpart, so that an inner join need not read them.
/// </summary>
/// <param name="key">The key.</param>
internal sealed class JoinKeyRange(JoinKey key)
{
    private const double LargestShare = 0.6;

    private bool _isKnown = key is { Build: ColumnExpression { Path.Count: 1 }, Probe: ColumnExpression { Path.Count: 1 } };
    private object? _min;
    private object? _max;

    /// <summary>Takes rows of the attached side in.</summary>
    public void Add(ColumnBatch batch)
    {
        if (!_isKnown)
        {
            return;
        }

        var column = batch.Column(((ColumnExpression)key.Build).Path[0]);
        if (RowBounds.Find(column, 0, column.Length) is var (min, max))
        {
            var (low, high) = (column.GetValue(min)!, column.GetValue(max)!);
            _min = _min is null || ((IComparable)low).CompareTo(_min) < 0 ? low : _min;
            _max = _max is null || ((IComparable)high).CompareTo(_max) > 0 ? high : _max;
        }
        else
        {
            _isKnown = column.NullCount == column.Length;
        }
    }

    /// <summary>
    /// What is true of every row of the scan that has a counterpart; null when that is not known, the key is no column of the scan, or the range holds most of
    /// the column's own, so that looking at it costs more than it saves.
    /// </summary>
    public Expression? On(ScanNode scan)
    {
        if (!_isKnown || scan.Snapshot.Schema.IndexOf(((ColumnExpression)key.Probe).Path[0]) < 0)
        {
            return null;
        }

        if (_min is null || _max is null)
        {
            return Expression.False;
        }

        return IsNarrow(scan.Snapshot, ((ColumnExpression)key.Probe).Path[0]) ? Expression.Between(key.Probe, Expression.Literal(_min), Expression.Literal(_max)) : null;
    }

    private bool IsNarrow(Snapshot snapshot, string column)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var file in snapshot.Files)
        {
            if (file.Statistics(snapshot.Columns).Column(column) is not { } statistics || Position(statistics.Min) is not { } min || Position(statistics.Max) is not { } max)
            {
                return true;
            }

            (low, high) = (Math.Min(low, min), Math.Max(high, max));
        }

        return Position(_min) is not { } from || Position(_max) is not { } to || to - from < LargestShare * (high - low);
    }

    private static double? Position(object? value) => value switch
    {
        sbyte or short or int or long => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        DateOnly date => date.DayNumber,
        DateTime time => time.Ticks,
        DateTimeOffset instant => instant.UtcTicks,
        _ => null,
    };
}

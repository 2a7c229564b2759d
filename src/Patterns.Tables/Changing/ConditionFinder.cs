using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>Finds rows for which a condition is true; only the columns of the condition are read.</summary>
internal sealed class ConditionFinder : RowFinder
{
    private readonly Snapshot _snapshot;
    private readonly BoundExpression _condition;
    private readonly Schema _columns;
    private readonly BoundExpression _narrow;
    private readonly BoundExpression? _opposite;

    /// <param name="snapshot">The state of the table.</param>
    /// <param name="condition">Which rows.</param>
    /// <param name="allowWhole">Whether rows of a file need not be looked at where the log proves that all are found.</param>
    /// <exception cref="PatternsException">The condition does not fit the columns.</exception>
    /// <exception cref="ArgumentException">It is neither true nor false.</exception>
    public ConditionFinder(Snapshot snapshot, Expression condition, bool allowWhole)
    {
        _snapshot = snapshot;
        _condition = condition.BindCondition(snapshot.Schema);
        _columns = snapshot.Schema.Select(_condition.Columns);
        _narrow = condition.BindCondition(_columns);

        // Where no column has a null, a condition that cannot be null is true for all rows once its opposite cannot be true.
        var withoutNulls = new Schema([.. _columns.Fields.Select(static field => field.WithNullable(false))]);
        var opposite = Expression.Not(condition).BindCondition(withoutNulls);
        _opposite = opposite.Nullable || !allowWhole ? null : opposite;
        Files = [.. snapshot.Files.Where(file => _condition.MayBeTrue(file.Statistics(snapshot.Columns).Column))];
    }

    public override IReadOnlyList<LiveFile> Files { get; }

    public override CommitGuard Guard => new ConditionGuard(_condition, _snapshot);

    public override long? WholeFile(LiveFile file)
    {
        var statistics = file.Statistics(_snapshot.Columns);
        return _opposite is not null
            && _condition.Columns.All(column => statistics.Column(column) is { NullCount: 0 })
            && !_opposite.MayBeTrue(statistics.Column)
                ? file.RowCount(_snapshot.Columns)
                : null;
    }

    public override async Task<DeletedRows?> FindAsync(PositionedFile file, CancellationToken cancellationToken)
    {
        DeletedRows? found = null;
        await foreach (var (rows, firstRow) in file.ReadAsync(_columns, file.RowGroupsOf(_condition), cancellationToken).ConfigureAwait(false))
        {
            using (rows)
            {
                using var result = (BooleanColumn)_narrow.Evaluate(rows);
                for (var row = 0; row < result.Length; row++)
                {
                    if (result[row] && !result.IsNull(row) && file.Deleted?.Contains(firstRow + row) != true)
                    {
                        found ??= new DeletedRows(file.RowCount);
                        found.Delete(firstRow + row);
                    }
                }
            }
        }

        return found;
    }
}

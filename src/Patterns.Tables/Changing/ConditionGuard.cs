using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>A change of the rows for which a condition is true: no other writer may have added such rows, as far as partition values and statistics tell.</summary>
/// <param name="condition">The condition, bound to the columns of the table.</param>
/// <param name="snapshot">The state of the table in which the rows were looked for.</param>
internal sealed class ConditionGuard(BoundExpression condition, Snapshot snapshot) : CommitGuard
{
    public override Task<string?> FindConflictAsync(Commit other, CancellationToken cancellationToken)
    {
        var added = other.NewRows.FirstOrDefault(add => condition.MayBeTrue(FileStatistics.Parse(add, snapshot.Columns).Column));
        return Task.FromResult(added is null ? null : $"it added rows in '{added.Path}' for which this condition may be true: {condition.Expression}");
    }
}

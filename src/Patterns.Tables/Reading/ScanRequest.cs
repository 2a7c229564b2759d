using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>Which rows and columns of a snapshot are wanted. Immutable.</summary>
internal sealed class ScanRequest
{
    /// <summary>Asks for rows.</summary>
    /// <param name="snapshot">The state of the table.</param>
    /// <param name="columns">Names of the columns in the order wanted; null for all; may be empty when only the number of rows matters.</param>
    /// <param name="filter">Which rows; null for all.</param>
    /// <exception cref="ArgumentException">A column does not exist or is asked for twice, or the filter is not boolean.</exception>
    /// <exception cref="PatternsException">The filter does not fit the columns.</exception>
    public ScanRequest(Snapshot snapshot, IReadOnlyList<string>? columns, Expression? filter)
    {
        Snapshot = snapshot;
        Columns = columns is null ? snapshot.Schema : snapshot.Schema.Select(columns);
        BoundFilter = filter?.BindCondition(snapshot.Schema);
    }

    public Snapshot Snapshot { get; }

    /// <summary>Which of the live files; null for all.</summary>
    public IReadOnlyList<LiveFile>? Files { get; init; }

    /// <summary>The columns wanted.</summary>
    public Schema Columns { get; }

    /// <summary>Which rows, bound to the columns of the table; null for all.</summary>
    public BoundExpression? BoundFilter { get; }
}

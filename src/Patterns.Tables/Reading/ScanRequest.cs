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
    /// <exception cref="ArgumentException">A column does not exist or is asked for twice.</exception>
    /// <exception cref="PatternsException">The filter does not fit the columns, or is not boolean.</exception>
    public ScanRequest(Snapshot snapshot, IReadOnlyList<string>? columns, Expression? filter)
    {
        Snapshot = snapshot;
        Filter = filter;
        Output = columns is null ? snapshot.Schema : snapshot.Schema.Select(columns);
        BoundFilter = filter?.BindCondition(snapshot.Schema);
        string[] names = [.. Output.Fields.Select(static field => field.Name)];
        Read = filter is null ? Output : snapshot.Schema.Select([.. names.Union(filter.ReferencedColumns(), StringComparer.Ordinal)]);
    }

    public Snapshot Snapshot { get; }

    public Expression? Filter { get; }

    /// <summary>The filter bound to the columns of the table, for pruning.</summary>
    public BoundExpression? BoundFilter { get; }

    /// <summary>The columns wanted.</summary>
    public Schema Output { get; }

    /// <summary>The columns needed: those wanted and those that the filter looks at.</summary>
    public Schema Read { get; }
}

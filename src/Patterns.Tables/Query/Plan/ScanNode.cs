using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Plan;

/// <summary>The rows of a table at one version.</summary>
internal sealed class ScanNode : PlanNode
{
    public ScanNode(TableContext table, Snapshot snapshot)
        : this(table, snapshot, [.. snapshot.Schema.Fields.Select(static field => field.Name)], null)
    {
    }

    private ScanNode(TableContext table, Snapshot snapshot, IReadOnlyList<string> columns, Expression? filter)
        : base(snapshot.Schema.Select(columns))
    {
        Table = table;
        Snapshot = snapshot;
        Filter = filter;
    }

    public TableContext Table { get; }

    public Snapshot Snapshot { get; }

    /// <summary>Which rows; null for all.</summary>
    public Expression? Filter { get; }

    /// <summary>The same rows with some of the columns.</summary>
    public ScanNode WithColumns(IReadOnlySet<string> columns)
        => new(Table, Snapshot, [.. Snapshot.Schema.Fields.Select(static field => field.Name).Where(columns.Contains)], Filter);

    /// <summary>Those of the rows that fulfil a condition over the columns of the table.</summary>
    public ScanNode WithFilter(Expression condition)
        => new(Table, Snapshot, [.. Schema.Fields.Select(static field => field.Name)], Filter is null ? condition : Expression.And(Filter, condition));

    /// <summary>What is read from the table.</summary>
    public ScanRequest ToRequest() => new(Snapshot, [.. Schema.Fields.Select(static field => field.Name)], Filter);

    public override string ToString()
        => $"scan {Table.Path} at version {Snapshot.Version}: {string.Join(", ", Schema.Fields.Select(static field => field.Name))}{(Filter is null ? "" : $" where {Filter}")}";
}

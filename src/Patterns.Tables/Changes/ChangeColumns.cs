using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Changes;

/// <summary>The columns of changes: those of the table, and what happened, in which version and when. Immutable.</summary>
/// <remarks>Source: Delta transaction log protocol, "Change Data Files", and Spark's table function <c>table_changes</c> for the names.</remarks>
internal sealed class ChangeColumns
{
    public const string Kind = "_change_type";
    public const string Version = "_commit_version";
    public const string Timestamp = "_commit_timestamp";

    public const string Insert = "insert";
    public const string Delete = "delete";
    public const string UpdatePreimage = "update_preimage";
    public const string UpdatePostimage = "update_postimage";

    private static readonly Field[] Added =
    [
        new(Kind, DataType.String, nullable: false),
        new(Version, DataType.Int64, nullable: false),
        new(Timestamp, DataType.Timestamp),
    ];

    /// <exception cref="UnsupportedTableException">The table has columns of these names.</exception>
    public ChangeColumns(Schema table, string tablePath)
    {
        if (Array.Find(Added, field => table.IndexOf(field.Name) >= 0) is { } taken)
        {
            throw new UnsupportedTableException(tablePath, $"a change feed of a table with a column '{taken.Name}'", "Rename that column.");
        }

        Table = table;
        Schema = new Schema([.. table.Fields, .. Added]);
        InFiles = new Schema([.. table.Fields, Added[0]]);
    }

    /// <summary>The columns of the table.</summary>
    public Schema Table { get; }

    /// <summary>All columns.</summary>
    public Schema Schema { get; }

    /// <summary>The columns that change files have.</summary>
    public Schema InFiles { get; }

    public static RowChangeKind KindOf(string text, string tablePath) => text switch
    {
        Insert => RowChangeKind.Inserted,
        Delete => RowChangeKind.Deleted,
        UpdatePreimage => RowChangeKind.UpdatedFrom,
        UpdatePostimage => RowChangeKind.UpdatedTo,
        _ => throw new UnsupportedTableException(tablePath, $"changes of the kind '{text}'", "The protocol knows insert, delete, update_preimage and update_postimage."),
    };

    /// <summary>Rows to which the same happened. The caller owns the result and keeps the batch.</summary>
    public ColumnBatch Describe(ColumnBatch rows, string kind, Commit commit) => Describe(rows, Repeat(kind, DataType.String, rows.RowCount), commit);

    /// <summary>Rows of a change file, whose last column says what happened. The caller owns the result and keeps the batch.</summary>
    public ColumnBatch Describe(ColumnBatch changes, Commit commit)
    {
        using var rows = changes.Select([.. Table.Fields.Select(static field => field.Name)]);
        return Describe(rows, changes.Column(Kind).Share(), commit);
    }

    private ColumnBatch Describe(ColumnBatch rows, Column kinds, Commit commit)
    {
        DateTimeOffset? time = (commit.Info.InCommitTimestamp ?? commit.Info.Timestamp) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        return new ColumnBatch(
            Schema,
            rows.RowCount,
            [
                .. rows.Columns.Select(static column => column.Share()), kinds,
                Repeat(commit.Version, DataType.Int64, rows.RowCount), Repeat(time, DataType.Timestamp, rows.RowCount),
            ]);
    }

    private static Column Repeat(object? value, DataType type, int count)
    {
        using var none = new ColumnBatch(Schema.Empty, count, []);
        return Expression.Cast(Expression.Literal(value), type).Bind(Schema.Empty).Evaluate(none);
    }
}

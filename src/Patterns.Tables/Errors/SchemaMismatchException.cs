using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// Columns that were to be appended are not those of the table: one is missing that has to have a value, unknown, or of a type that would lose values. Nothing was
/// committed. Code <c>table.schema-mismatch</c>.
/// </summary>
public sealed class SchemaMismatchException : PatternsException
{
    private const string NotNull = " NOT NULL";

    internal SchemaMismatchException(string tablePath, Schema table, Schema given)
        : this(tablePath, table, given, [.. SchemaComparison.Between(table, given, idKey: null).Changes.Where(IsMismatch)])
    {
    }

    private SchemaMismatchException(string tablePath, Schema table, Schema given, IReadOnlyList<SchemaChange> differences)
        : base(
            "table.schema-mismatch",
            $"The rows do not have the columns of table '{tablePath}': {string.Join("; ", differences.Select(Describe))}. Nothing was committed. "
            + "Order does not matter, integers may be narrower and columns that may be null may be left out; name and convert the others as the table has them.")
    {
        TablePath = tablePath;
        Expected = table;
        Found = given;
        Differences = differences;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>The columns of the table.</summary>
    public Schema Expected { get; }

    /// <summary>The columns that were given.</summary>
    public Schema Found { get; }

    /// <summary>What stands in the way, as changes from the table's columns to those given.</summary>
    public IReadOnlyList<SchemaChange> Differences { get; }

    private static bool IsMismatch(SchemaChange change)
        => change.Kind is not (SchemaChangeKind.Narrowed or SchemaChangeKind.Relaxed or SchemaChangeKind.Required)
            && (change.Kind != SchemaChangeKind.Removed || change.Before!.EndsWith(NotNull, StringComparison.Ordinal));

    private static string Describe(SchemaChange change) => change.Kind switch
    {
        SchemaChangeKind.Added => $"the table has no column {change.Path}",
        SchemaChangeKind.Removed => $"column {change.Path} {change.Before} is missing",
        _ => $"column {change.Path} is {change.After} instead of {change.Before}",
    };
}

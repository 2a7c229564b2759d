using Patterns.Tables.Query.Plan;
using Patterns.Tables.Sql.Binding;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql;

/// <summary>Opens the tables that a statement reads, each once, so that the whole query sees one version of each.</summary>
internal static class SqlCatalog
{
    /// <exception cref="SqlBindingException">There is no table of a name.</exception>
    public static async Task<PlanNode> BindAsync(TableStore store, SelectStatement statement, CancellationToken cancellationToken)
    {
        var scans = new Dictionary<string, ScanNode>(StringComparer.Ordinal);
        foreach (var (path, place) in SqlBinder.TablesOf(statement))
        {
            scans.Add(path, await OpenAsync(store, path, place, cancellationToken).ConfigureAwait(false));
        }

        return new SqlBinder(scans).Bind(statement);
    }

    private static async Task<ScanNode> OpenAsync(TableStore store, string path, NamedTable place, CancellationToken cancellationToken)
    {
        try
        {
            var table = await store.OpenAsync(path, cancellationToken).ConfigureAwait(false);
            return new ScanNode(table.Context, table.Snapshot);
        }
        catch (Exception exception) when (exception is TableNotFoundException or ArgumentException)
        {
            throw new SqlBindingException(
                place.Position.LineNumber,
                place.Position.ColumnNumber,
                $"there is no table {string.Join('.', place.Name)}, which would be at '{path}' in the store. Points in the name stand for folders; TableStore.ListAsync lists the tables.",
                exception);
        }
    }
}

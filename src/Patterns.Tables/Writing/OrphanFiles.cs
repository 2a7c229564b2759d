using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>Files that were written for a change that was not committed.</summary>
internal static class OrphanFiles
{
    /// <summary>Deletes a file that no version names; when that fails, it stays and costs space only.</summary>
    public static async Task DeleteAsync(TableContext table, string path)
    {
        try
        {
            await table.Objects.DeleteAsync(path).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is PatternsException or IOException)
        {
            Log.OrphanLeft(table.Logger, path, exception);
        }
    }
}

using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>Counts the rows of a snapshot without reading them.</summary>
internal static class RowCounting
{
    public static async Task<long> CountAsync(TableContext table, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var request = new ScanRequest(snapshot, [], null);
        long count = 0;
        foreach (var file in snapshot.Files)
        {
            count += file.RowCount(snapshot.Columns)
                ?? await CountInFooterAsync(table, request, file, cancellationToken).ConfigureAwait(false);
        }

        return count;
    }

    private static async Task<long> CountInFooterAsync(TableContext table, ScanRequest request, LiveFile file, CancellationToken cancellationToken)
    {
        var open = await SharedFile.OpenAsync(table, request, file, null, cancellationToken).ConfigureAwait(false);
        try
        {
            return open.Parquet.RowCount - (file.Add.DeletionVector?.Cardinality ?? 0);
        }
        finally
        {
            await open.LetGoAsync().ConfigureAwait(false);
        }
    }
}

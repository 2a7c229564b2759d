using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Keys;

/// <summary>Whether keys of new rows are unique: among the new rows, among the rows of the table, and among rows that other writers add meanwhile.</summary>
/// <param name="table">The table.</param>
/// <param name="keys">The keys of the new rows.</param>
internal sealed class KeyCheck(TableContext table, KeyCollector keys)
{
    public TableKey Key => keys.Key;

    /// <summary>Notes every new row whose key another new row before it has.</summary>
    public async Task RejectRepeatedAsync(RejectionLog log, CancellationToken cancellationToken)
    {
        var rejections = new KeyRejections(keys.Key, log);
        var part = 0;
        await foreach (var chunk in keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var repeated in chunk.Duplicates)
            {
                rejections.Add(repeated.Row, repeated.Key, $"so it is in row {repeated.First}");
            }

            await foreach (var batch in keys.ReadBehindAsync(part++, chunk, cancellationToken).ConfigureAwait(false))
            {
                RejectRepeated(chunk, batch, rejections);
            }
        }

        rejections.Complete();
    }

    /// <summary>Notes every new row whose key a row of the table has.</summary>
    public async Task RejectExistingAsync(Snapshot snapshot, RejectionLog log, CancellationToken cancellationToken)
    {
        var rejections = new KeyRejections(keys.Key, log);
        await foreach (var chunk in keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await FindAsync(snapshot, snapshot.Files, chunk, (_, found) => RejectExisting(found, rejections), cancellationToken).ConfigureAwait(false);
        }

        rejections.Complete();
    }

    /// <summary>A key that is also among the rows of files which another writer added; null when there is none.</summary>
    public async Task<string?> FindAmongAsync(Snapshot snapshot, IReadOnlyList<AddFile> added, CancellationToken cancellationToken)
    {
        LiveFile[] files = [.. added.Select(static (add, position) => new LiveFile(add, -1, position))];
        string? first = null;
        await foreach (var chunk in keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await FindAsync(snapshot, files, chunk, (_, found) => first ??= keys.Key.Text(found, 0), cancellationToken).ConfigureAwait(false);
            if (first is not null)
            {
                return first;
            }
        }

        return null;
    }

    private void RejectRepeated(KeyChunk chunk, ColumnBatch behind, KeyRejections rejections)
    {
        using var found = chunk.Find([.. behind.Columns.Take(keys.Key.Columns.Count)], 0);
        var numbers = ((FixedColumn<long>)behind.Columns[^1]).Values;
        for (var row = 0; row < found.RowCount; row++)
        {
            rejections.Add(numbers[(int)KeyChunk.Positions(found)[row]], keys.Key.Text(found, row), $"so it is in row {KeyChunk.Rows(found)[row]}");
        }
    }

    private void RejectExisting(ColumnBatch found, KeyRejections rejections)
    {
        for (var row = 0; row < found.RowCount; row++)
        {
            rejections.Add(KeyChunk.Rows(found)[row], keys.Key.Text(found, row), "the table has a row with this key already");
        }
    }

    private async Task FindAsync(
        Snapshot snapshot, IEnumerable<LiveFile> files, KeyChunk chunk, Action<LiveFile, ColumnBatch> finding, CancellationToken cancellationToken)
    {
        var lockFinding = new Lock();
        await Parallel.ForEachAsync(
            KeySearch.Files(files, chunk, snapshot),
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = table.Options.ThreadCount },
            async (file, cancel) =>
            {
                var open = await PositionedFile.OpenAsync(table, snapshot, file, cancel).ConfigureAwait(false);
                await using (open.ConfigureAwait(false))
                {
                    await KeySearch.FindAsync(open, keys.Key, chunk, Note, cancel).ConfigureAwait(false);
                }

                void Note(ColumnBatch found)
                {
                    lock (lockFinding)
                    {
                        finding(file, found);
                    }
                }
            }).ConfigureAwait(false);
    }
}

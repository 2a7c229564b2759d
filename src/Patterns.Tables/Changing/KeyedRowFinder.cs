using Patterns.Tables.Delta;
using Patterns.Tables.Delta.DeletionVectors;
using Patterns.Tables.Keys;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Changing;

/// <summary>Finds the rows of a table that have the keys of new rows.</summary>
internal sealed class KeyedRowFinder : RowFinder
{
    private readonly KeyCollector _keys;
    private readonly RowNumberSet _found = new();
    private readonly Lock _lock = new();

    private KeyedRowFinder(KeyCollector keys, IReadOnlyList<LiveFile> files, CommitGuard guard)
    {
        _keys = keys;
        Files = files;
        Guard = guard;
    }

    public override IReadOnlyList<LiveFile> Files { get; }

    public override CommitGuard Guard { get; }

    /// <summary>New rows whose key a row of the table has.</summary>
    public long FoundCount => _found.Count;

    /// <summary>Looks which files may have the keys.</summary>
    /// <param name="table">The table.</param>
    /// <param name="keys">Keys of the new rows, each once.</param>
    /// <param name="snapshot">The state of the table.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<KeyedRowFinder> CreateAsync(TableContext table, KeyCollector keys, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var files = new HashSet<LiveFile>();
        await foreach (var chunk in keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            files.UnionWith(KeySearch.Files(snapshot.Files, chunk, snapshot));
        }

        return new KeyedRowFinder(keys, [.. snapshot.Files.Where(files.Contains)], new KeyGuard(new KeyCheck(table, keys), snapshot));
    }

    public override async Task<DeletedRows?> FindAsync(PositionedFile file, CancellationToken cancellationToken)
    {
        DeletedRows? rows = null;
        await foreach (var chunk in _keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await KeySearch.FindAsync(file, _keys.Key, chunk, Note, cancellationToken).ConfigureAwait(false);
        }

        return rows;

        void Note(Columnar.ColumnBatch found)
        {
            rows ??= new DeletedRows(file.RowCount);
            foreach (var position in KeyChunk.Positions(found))
            {
                rows.Delete(position);
            }

            lock (_lock)
            {
                foreach (var number in KeyChunk.Rows(found))
                {
                    _found.Add(number);
                }
            }
        }
    }

    /// <summary>The rows of a file of new rows whose key a row of the table has; null when there are none.</summary>
    public async Task<DeletedRows?> FindReplacingAsync(PositionedFile file, CancellationToken cancellationToken)
    {
        DeletedRows? rows = null;
        await foreach (var chunk in _keys.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await KeySearch.FindAsync(file, _keys.Key, chunk, Note, cancellationToken).ConfigureAwait(false);
        }

        return rows;

        void Note(Columnar.ColumnBatch found)
        {
            for (var row = 0; row < found.RowCount; row++)
            {
                if (_found.Contains(KeyChunk.Rows(found)[row]))
                {
                    rows ??= new DeletedRows(file.RowCount);
                    rows.Delete(KeyChunk.Positions(found)[row]);
                }
            }
        }
    }
}

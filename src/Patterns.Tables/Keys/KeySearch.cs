using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Keys;

/// <summary>Finds rows of data files whose keys are among given ones: only in files, row groups and pages that may have them.</summary>
internal static class KeySearch
{
    /// <summary>Takes what was found in some rows of one file.</summary>
    /// <param name="found">Columns of the key, see <see cref="KeyChunk.Positions"/> and <see cref="KeyChunk.Rows"/>. Not empty; stays the caller's.</param>
    public delegate void Finding(ColumnBatch found);

    /// <summary>The files that may have rows with these keys, by partition values and statistics.</summary>
    public static IReadOnlyList<LiveFile> Files(IEnumerable<LiveFile> files, KeyChunk keys, Snapshot snapshot)
        => [.. files.Where(file => keys.Condition.MayBeTrue(file.Statistics(snapshot.Columns).Column))];

    /// <summary>Looks through one file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">The key of the table.</param>
    /// <param name="keys">The keys looked for.</param>
    /// <param name="finding">Told of rows that count and have such keys.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task FindAsync(PositionedFile file, TableKey key, KeyChunk keys, Finding finding, CancellationToken cancellationToken)
    {
        foreach (var rowGroup in file.RowGroupsOf(keys.Condition))
        {
            if (keys.Count <= KeyChunk.MaxLookedUp && !await file.AnyAsync(rowGroup, keys.Condition.Expression, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            await foreach (var (rows, firstRow) in file.ReadAsync(key.Schema, [rowGroup], cancellationToken).ConfigureAwait(false))
            {
                using (rows)
                {
                    using var found = keys.Find(rows.Columns, firstRow);
                    using var alive = Alive(found, file);
                    if (alive.RowCount > 0)
                    {
                        finding(alive);
                    }
                }
            }
        }
    }

    private static ColumnBatch Alive(ColumnBatch found, PositionedFile file)
    {
        if (file.Deleted is not { } deleted)
        {
            return found.Slice(0, found.RowCount);
        }

        var positions = KeyChunk.Positions(found);
        var rows = new List<int>(positions.Length);
        for (var row = 0; row < positions.Length; row++)
        {
            if (!deleted.Contains(positions[row]))
            {
                rows.Add(row);
            }
        }

        return found.Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
    }
}

using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Reading.Cache;

/// <summary>The columns of a row group that a query reads, all of them in memory. Disposed by the query.</summary>
internal sealed class CachedRowGroup : IDisposable
{
    private const int ZonesPerBatch = 4;

    private readonly Schema _schema;
    private readonly CachedColumn[] _columns;
    private readonly int _rowCount;

    private CachedRowGroup(Schema schema, CachedColumn[] columns, int rowCount)
    {
        _schema = schema;
        _columns = columns;
        _rowCount = rowCount;
    }

    /// <summary>Bytes of the columns.</summary>
    public long ByteCount => _columns.Sum(static column => column.ByteCount);

    /// <summary>
    /// The columns from the cache. Those that are not there are read as a whole and kept when all of them were asked for before; otherwise the answer is null,
    /// and the query reads only what it needs.
    /// </summary>
    /// <param name="cache">The cache.</param>
    /// <param name="file">The file.</param>
    /// <param name="path">Path of the file and its size.</param>
    /// <param name="rowGroup">0-based row group.</param>
    /// <param name="names">Names of the columns in the file; at least one.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<CachedRowGroup?> TryLoadAsync(
        ColumnCache cache, ParquetFile file, (string Path, long Bytes) path, int rowGroup, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var rowCount = file.RowGroups[rowGroup].RowCount;
        if (names.Count == 0 || rowCount is 0 or > int.MaxValue)
        {
            return null;
        }

        ChunkKey[] keys = [.. names.Select(name => new ChunkKey(path.Path, path.Bytes, rowGroup, name))];
        var columns = Array.ConvertAll(keys, cache.TryGet);
        try
        {
            // Each is asked, so that all are known as seen.
            var missing = Enumerable.Range(0, keys.Length).Where(index => columns[index] is null).ToArray();
            var isHot = true;
            Array.ForEach(missing, index => isHot &= cache.WasSeen(keys[index]));
            if (!isHot)
            {
                Release(columns);
                return null;
            }

            if (missing.Length > 0)
            {
                await LoadAsync(file, rowGroup, [.. missing.Select(index => names[index])], (position, column) =>
                {
                    columns[missing[position]] = column;
                    cache.Add(keys[missing[position]], column);
                }, cancellationToken).ConfigureAwait(false);
            }

            return new CachedRowGroup(file.Schema.Select(names), columns!, (int)rowCount);
        }
        catch
        {
            Release(columns);
            throw;
        }
    }

    /// <summary>The rows of zones that may hold a row for which a condition is true, as batches that the caller disposes.</summary>
    /// <param name="condition">Over columns of the file; null for all rows.</param>
    /// <returns>Batches with the 0-based position of their first row in the row group.</returns>
    public IEnumerable<(int FirstRow, ColumnBatch Batch)> Read(BoundExpression? condition)
    {
        var zones = (_rowCount + CachedColumn.ZoneRows - 1) / CachedColumn.ZoneRows;
        for (var block = 0; block * CachedColumn.ZonesPerBlock < zones; block++)
        {
            if (condition is not null && !condition.MayBeTrue(name => Find(name)?.Block(block)))
            {
                continue;
            }

            var end = Math.Min(zones, (block + 1) * CachedColumn.ZonesPerBlock);
            for (var zone = block * CachedColumn.ZonesPerBlock; zone < end;)
            {
                var count = 0;
                while (zone + count < end && count < ZonesPerBatch && (condition is null || MayHaveRows(condition, zone + count)))
                {
                    count++;
                }

                if (count > 0)
                {
                    yield return Slice(zone * CachedColumn.ZoneRows, count * CachedColumn.ZoneRows);
                }

                zone += Math.Max(1, count);
            }
        }
    }

    public void Dispose() => Release(_columns);

    private (int FirstRow, ColumnBatch Batch) Slice(int start, int rowCount)
    {
        var length = Math.Min(rowCount, _rowCount - start);
        return (start, new ColumnBatch(_schema, length, [.. _columns.Select(column => column.Values.Slice(start, length))]));
    }

    private bool MayHaveRows(BoundExpression condition, int zone) => condition.MayBeTrue(name => Find(name)?.Zone(zone));

    private CachedColumn? Find(string name) => _schema.IndexOf(name) is >= 0 and var index ? _columns[index] : null;

    private static async Task LoadAsync(ParquetFile file, int rowGroup, IReadOnlyList<string> names, Action<int, CachedColumn> take, CancellationToken cancellationToken)
    {
        var batches = new List<ColumnBatch>();
        try
        {
            await foreach (var batch in file.ReadRowGroupsAsync(rowGroup..(rowGroup + 1), names, null, cancellationToken).ConfigureAwait(false))
            {
                batches.Add(batch);
            }

            for (var index = 0; index < names.Count; index++)
            {
                take(index, new CachedColumn(Column.Concat([.. batches.Select(batch => batch.Columns[index])])));
            }
        }
        finally
        {
            batches.ForEach(static batch => batch.Dispose());
        }
    }

    private static void Release(CachedColumn?[] columns) => Array.ForEach(columns, static column => column?.Dispose());
}

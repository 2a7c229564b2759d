namespace Patterns.Tables.Reading.Cache;

/// <summary>What a store keeps of data files between queries.</summary>
internal sealed class ReadCache(TableStoreOptions options) : IDisposable
{
    private const int MaxFiles = 1_024;

    public FileCache Files { get; } = new(MaxFiles);

    public ColumnCache Columns { get; } = new(options.QueryCacheLimit);

    public void Dispose() => Columns.Dispose();
}

using Microsoft.Extensions.Logging;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading.Cache;
using Patterns.Tables.Writing;

namespace Patterns.Tables;

/// <summary>What the parts of one table share: where it is, its log, and the store's choices.</summary>
internal sealed class TableContext
{
    public TableContext(IObjectStore objects, string path, TableStoreOptions options, CommitContext commits, ReadCache cache)
    {
        Objects = objects;
        Path = path;
        Options = options;
        Commits = commits;
        Cache = cache;
        Log = new DeltaLog(objects, path, commits.Time, commits.Logger);
    }

    public IObjectStore Objects { get; }

    /// <summary>Folder of the table in the object store.</summary>
    public string Path { get; }

    public DeltaLog Log { get; }

    public TableStoreOptions Options { get; }

    public CommitContext Commits { get; }

    /// <summary>What the store keeps of data files between queries.</summary>
    public ReadCache Cache { get; }

    public ILogger Logger => Commits.Logger;
}

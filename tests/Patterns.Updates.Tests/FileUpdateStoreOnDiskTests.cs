using Patterns.Testing;

namespace Patterns.Updates.Tests;

/// <summary>The contract again with nothing in memory and the smallest segments, so that all is read from disk.</summary>
public sealed class FileUpdateStoreOnDiskTests : UpdateStoreContract, IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IUpdateStore> CreateStoreAsync() => Task.FromResult<IUpdateStore>(new FileUpdateStore(
        new UpdateStoreOptions { Directory = _folder["feeds"], TailBytes = 0, SegmentBytes = UpdateStoreOptions.MinSegmentBytes, Durability = UpdateDurability.Flushed }, Time, new Random(5)));
}

using Patterns.Testing;

namespace Patterns.Updates.Tests;

public sealed class FileUpdateStoreTests : UpdateStoreContract, IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<IUpdateStore> CreateStoreAsync()
        => Task.FromResult<IUpdateStore>(new FileUpdateStore(new UpdateStoreOptions { Directory = _folder["feeds"] }, Time, new Random(5)));
}

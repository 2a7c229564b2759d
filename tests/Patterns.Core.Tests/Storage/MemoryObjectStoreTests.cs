using Patterns.Testing;

namespace Patterns.Core.Tests.Storage;

public sealed class MemoryObjectStoreTests : ObjectStoreContract
{
    protected override IObjectStore Store { get; } = new MemoryObjectStore();

    [Fact]
    public async Task A_reader_keeps_the_bytes_that_were_there_when_it_was_opened()
    {
        await Store.PutAsync("a", "first"u8.ToArray());
        await using var reader = await Store.OpenReadAsync("a");
        await Store.PutAsync("a", "other"u8.ToArray());
        await Store.DeleteAsync("a");

        var buffer = new byte[5];
        await reader.ReadAsync(0, buffer);

        Assert.Equal("first"u8, buffer);
    }
}

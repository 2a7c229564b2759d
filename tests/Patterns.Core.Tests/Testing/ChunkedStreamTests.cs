using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

public sealed class ChunkedStreamTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 100).Select(static value => (byte)value)];

    [Fact]
    public async Task The_content_comes_in_pieces_of_the_asked_sizes()
    {
        await using var stream = ChunkedStream.OfSizes(Content, [1, 30, 200]);
        var buffer = new byte[40];

        Assert.Equal(1, await stream.ReadAsync(buffer));
        Assert.Equal(30, await stream.ReadAsync(buffer));
        Assert.Equal(40, await stream.ReadAsync(buffer));
        Assert.Equal(29, await stream.ReadAsync(buffer));
        Assert.Equal(0, await stream.ReadAsync(buffer));
    }

    [Fact]
    public async Task The_content_is_the_same_however_it_is_cut()
    {
        for (var size = 1; size <= 101; size++)
        {
            Assert.Equal(Content, await ReadAsync(ChunkedStream.OfSize(Content, size)));
            Assert.Equal(Content, await ReadAsync(ChunkedStream.OfRandomSizes(Content, new Random(size), size)));
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }
}

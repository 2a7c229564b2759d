namespace Patterns.Updates.Tests.Sse;

/// <summary>Ways of cutting bytes into pieces.</summary>
internal static class Chunks
{
    /// <summary>Pieces of one size, the last one smaller.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> OfSize(byte[] bytes, int size) => bytes.Chunk(size).Select(static piece => (ReadOnlyMemory<byte>)piece);

    /// <summary>Two pieces, cut at a place, with an empty one between them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> CutAt(byte[] bytes, int index) => [bytes.AsMemory(0, index), default, bytes.AsMemory(index)];

    /// <summary>Pieces of random sizes.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Random(byte[] bytes, Random random)
    {
        for (var start = 0; start < bytes.Length;)
        {
            int size = Math.Min(random.Next(0, 9), bytes.Length - start);
            yield return bytes.AsMemory(start, size);
            start += size;
        }
    }
}

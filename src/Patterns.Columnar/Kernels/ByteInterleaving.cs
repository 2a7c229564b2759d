namespace Patterns.Columnar.Kernels;

/// <summary>Brings the bytes of values together that lie in streams: all first bytes, all second bytes, and so on.</summary>
internal static class ByteInterleaving
{
    /// <summary>Interleaves the beginnings of streams.</summary>
    /// <param name="streams">The streams; stream s starts at s × <paramref name="stride"/>.</param>
    /// <param name="stride">Bytes from one stream to the next.</param>
    /// <param name="streamCount">Bytes per value.</param>
    /// <param name="values">Filled completely; its length is a multiple of <paramref name="streamCount"/>.</param>
    public static void Interleave(ReadOnlySpan<byte> streams, int stride, int streamCount, Span<byte> values)
    {
        var count = values.Length / streamCount;
        for (var stream = 0; stream < streamCount; stream++)
        {
            var source = streams.Slice(stream * stride, count);
            for (int index = 0, target = stream; index < source.Length; index++, target += streamCount)
            {
                values[target] = source[index];
            }
        }
    }
}

namespace Patterns.Lake.Kernels;

/// <summary>Counts line ends: LF, CR LF and lone CR are one each.</summary>
internal static class LineEnds
{
    public static long Count(ReadOnlySpan<byte> bytes)
    {
        var count = 0L;
        for (var next = bytes.IndexOfAny((byte)'\n', (byte)'\r'); next >= 0; next = bytes.IndexOfAny((byte)'\n', (byte)'\r'))
        {
            count++;
            bytes = bytes[(next + (bytes[next] == '\r' && next + 1 < bytes.Length && bytes[next + 1] == '\n' ? 2 : 1))..];
        }

        return count;
    }
}

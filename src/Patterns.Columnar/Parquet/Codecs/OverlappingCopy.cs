namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>Repeats what was written before, possibly into itself.</summary>
internal static class OverlappingCopy
{
    /// <summary>Copies bytes from a distance back to a position.</summary>
    /// <param name="bytes">Written up to <paramref name="position"/>.</param>
    /// <param name="position">Where the copy goes.</param>
    /// <param name="distance">1 to <paramref name="position"/>.</param>
    /// <param name="length">Bytes to copy, which have room.</param>
    public static void Copy(Span<byte> bytes, int position, int distance, int length)
    {
        var target = bytes.Slice(position, length);
        var source = bytes.Slice(position - distance, Math.Min(distance, length));
        if (distance == 1)
        {
            target.Fill(source[0]);
            return;
        }

        // What repeats doubles with every step, and a step never overlaps itself.
        source.CopyTo(target);
        for (var done = source.Length; done < length;)
        {
            var part = Math.Min(done, length - done);
            target[..part].CopyTo(target[done..]);
            done += part;
        }
    }
}

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Compresses the weights of a Huffman table, where there are too many to be written as they are. Source: RFC 8878, section 4.2.1.2.</summary>
internal static class WeightEncoder
{
    private const int Accuracy = 6;
    private const int WeightCount = 12;
    private const int MaxByteCount = 127;

    /// <summary>Writes a header and the compressed weights; returns the bytes, or 0 when they are too many or all the same.</summary>
    /// <param name="weights">At least two.</param>
    /// <param name="destination">Has room for a byte per weight and more.</param>
    public static int Encode(ReadOnlySpan<byte> weights, Span<byte> destination)
    {
        Span<int> counts = stackalloc int[WeightCount];
        for (var weight = 0; weight < WeightCount; weight++)
        {
            counts[weight] = weights.Count((byte)weight);
        }

        Span<short> probabilities = stackalloc short[WeightCount];
        if (!FseProbabilities.TryNormalise(counts, Accuracy, probabilities))
        {
            return 0;
        }

        var table = new FseTable();
        table.Set(probabilities, Accuracy);
        var written = FseProbabilities.Write(probabilities, Accuracy, destination[1..]);
        written += WriteStream(weights, new FseEncoding(table, WeightCount), destination[(1 + written)..]);
        destination[0] = (byte)written;
        return written <= MaxByteCount ? 1 + written : 0;
    }

    /// <summary>Two states take turns, the first one with the first weight.</summary>
    private static int WriteStream(ReadOnlySpan<byte> weights, FseEncoding encoding, Span<byte> destination)
    {
        var bits = new BitWriter(destination);
        Span<int> states = [0, 0];
        for (var index = weights.Length - 1; index >= 0; index--)
        {
            ref var state = ref states[index & 1];
            state = index >= weights.Length - 2 ? encoding.Begin(weights[index]) : encoding.Write(ref bits, weights[index], state);
        }

        encoding.End(ref bits, states[1]);
        encoding.End(ref bits, states[0]);
        return bits.Close();
    }
}

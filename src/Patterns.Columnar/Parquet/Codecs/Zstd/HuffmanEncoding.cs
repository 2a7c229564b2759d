namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>Huffman codes for the literals of a block: their description and the streams of codes. Source: RFC 8878, section 4.2.</summary>
internal sealed class HuffmanEncoding
{
    private const int MaxBits = 11;
    private const int MaxSymbols = 256;
    private const int MaxDirectWeights = 128;
    private const int DirectHeader = 127;

    private readonly byte[] _lengths = new byte[MaxSymbols];
    private readonly byte[] _weights = new byte[MaxSymbols];
    private readonly ushort[] _codes = new ushort[MaxSymbols];
    private int _symbolCount;

    /// <summary>Makes the codes for literals of which at least two differ.</summary>
    public void Set(ReadOnlySpan<int> counts)
    {
        HuffmanLengths.Compute(counts, MaxBits, _lengths);
        var longest = _lengths.Max();
        _symbolCount = counts.LastIndexOfAnyExcept(0) + 1;
        for (var symbol = 0; symbol < _symbolCount; symbol++)
        {
            _weights[symbol] = (byte)(_lengths[symbol] == 0 ? 0 : longest + 1 - _lengths[symbol]);
        }

        // Codes are given from the longest to the shortest, and in the order of the symbols.
        var position = 0;
        for (var weight = 1; weight <= longest; weight++)
        {
            for (var symbol = 0; symbol < _symbolCount; symbol++)
            {
                if (_weights[symbol] == weight)
                {
                    _codes[symbol] = (ushort)(position >> (weight - 1));
                    position += 1 << (weight - 1);
                }
            }
        }
    }

    /// <summary>Writes the weights of all symbols but the last, whose weight follows from the others; returns the bytes, or 0 when they cannot be written.</summary>
    public int WriteDescription(Span<byte> destination)
    {
        var weights = _weights.AsSpan(0, _symbolCount - 1);
        if (weights.Length > MaxDirectWeights)
        {
            return WeightEncoder.Encode(weights, destination);
        }

        destination[0] = (byte)(DirectHeader + weights.Length);
        for (var index = 0; index < weights.Length; index += 2)
        {
            destination[1 + (index / 2)] = (byte)(weights[index] << 4 | (index + 1 < weights.Length ? weights[index + 1] : 0));
        }

        return 1 + ((weights.Length + 1) / 2);
    }

    /// <summary>Writes one stream of codes and returns its bytes.</summary>
    public int WriteStream(ReadOnlySpan<byte> literals, Span<byte> destination)
    {
        var bits = new BitWriter(destination);
        for (var index = literals.Length - 1; index >= 0; index--)
        {
            bits.Write(_codes[literals[index]], _lengths[literals[index]]);
        }

        return bits.Close();
    }
}

using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>A decoding table of Huffman codes for literals. Source: RFC 8878, section 4.2.</summary>
internal sealed class HuffmanTable
{
    private const int MaxBits = 11;
    private const int MaxWeights = 255;
    private const int DirectHeader = 127;
    private const int WeightAccuracy = 6;
    private const int MaxWeight = 11;

    // Symbol in the low byte, number of bits in the high byte.
    private readonly ushort[] _entries = new ushort[1 << MaxBits];
    private readonly FseTable _weightTable = new();
    private int _bits;

    /// <summary>Whether a table has been read, so that it can be used again.</summary>
    public bool IsSet => _bits > 0;

    public void Clear() => _bits = 0;

    /// <summary>Reads the description of a table and builds it.</summary>
    /// <param name="data">Starts with the description.</param>
    /// <returns>Bytes of the description.</returns>
    public int Read(ReadOnlySpan<byte> data)
    {
        Span<byte> weights = stackalloc byte[MaxWeights + 1];
        if (data.IsEmpty)
        {
            throw new CorruptDataException("a zstd Huffman table is missing");
        }

        var header = data[0];
        int count, byteCount;
        if (header > DirectHeader)
        {
            count = header - DirectHeader;
            byteCount = 1 + ((count + 1) / 2);
            ReadDirect(Part(data, 1, byteCount - 1), weights[..count]);
        }
        else
        {
            byteCount = 1 + header;
            count = ReadCompressed(Part(data, 1, header), weights[..MaxWeights]);
        }

        Build(weights, count);
        return byteCount;
    }

    /// <summary>Decodes one stream.</summary>
    /// <param name="stream">Its bytes.</param>
    /// <param name="literals">Filled completely.</param>
    public void Decode(ReadOnlySpan<byte> stream, Span<byte> literals)
    {
        var bits = new ReverseBits(stream);
        foreach (ref var literal in literals)
        {
            var entry = _entries[(int)bits.Peek(_bits)];
            literal = (byte)entry;
            bits.Skip(entry >> 8);
        }

        if (bits.Left != 0)
        {
            throw new CorruptDataException($"a zstd stream of literals has {bits.Left} bits left at its end");
        }
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> data, int start, int count)
        => count <= data.Length - start ? data.Slice(start, count) : throw new CorruptDataException("the data end inside a zstd Huffman table");

    private static void ReadDirect(ReadOnlySpan<byte> data, Span<byte> weights)
    {
        for (var index = 0; index < weights.Length; index++)
        {
            weights[index] = (byte)((index & 1) == 0 ? data[index >> 1] >> 4 : data[index >> 1] & 0x0F);
        }
    }

    /// <summary>Two states take turns until the stream is used up; each then has one more symbol.</summary>
    private int ReadCompressed(ReadOnlySpan<byte> data, Span<byte> weights)
    {
        var tableBytes = _weightTable.Read(data, WeightAccuracy, MaxWeight);
        var bits = new ReverseBits(data[tableBytes..]);
        var state = _weightTable.FirstState(ref bits);
        var other = _weightTable.FirstState(ref bits);
        for (var count = 0; ;)
        {
            if (count + 2 > weights.Length)
            {
                throw new CorruptDataException($"a zstd Huffman table has more than {MaxWeights} weights");
            }

            weights[count++] = _weightTable.Symbol(state);
            state = _weightTable.NextState(state, ref bits);
            if (bits.Left < 0)
            {
                weights[count++] = _weightTable.Symbol(other);
                return count;
            }

            (state, other) = (other, state);
        }
    }

    /// <summary>The weight of the last symbol is what makes the sum a power of two.</summary>
    private void Build(Span<byte> weights, int count)
    {
        var sum = 0;
        foreach (var weight in weights[..count])
        {
            if (weight > MaxWeight)
            {
                throw new CorruptDataException($"a zstd Huffman weight of {weight}, at most {MaxWeight} are possible");
            }

            sum += weight == 0 ? 0 : 1 << (weight - 1);
        }

        var bitCount = BitOperations.Log2((uint)sum) + 1;
        var left = (1 << bitCount) - sum;
        if (sum == 0 || bitCount > MaxBits || !BitOperations.IsPow2(left))
        {
            throw new CorruptDataException($"zstd Huffman weights sum up to {sum}");
        }

        weights[count] = (byte)(BitOperations.Log2((uint)left) + 1);
        _bits = bitCount;
        var position = 0;
        for (var weight = 1; weight <= bitCount; weight++)
        {
            for (var symbol = 0; symbol <= count; symbol++)
            {
                if (weights[symbol] == weight)
                {
                    var entries = 1 << (weight - 1);
                    _entries.AsSpan(position, entries).Fill((ushort)((bitCount + 1 - weight) << 8 | symbol));
                    position += entries;
                }
            }
        }
    }
}

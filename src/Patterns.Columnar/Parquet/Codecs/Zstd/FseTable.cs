using System.Numerics;

namespace Patterns.Columnar.Parquet.Codecs.Zstd;

/// <summary>A decoding table of finite state entropy coding. Source: RFC 8878, section 4.1.</summary>
internal sealed class FseTable
{
    private const int MaxAccuracy = 9;
    private const int LeastAccuracy = 5;
    private const int MaxSymbols = 256;

    private readonly byte[] _symbols = new byte[1 << MaxAccuracy];
    private readonly byte[] _bitCounts = new byte[1 << MaxAccuracy];
    private readonly ushort[] _bases = new ushort[1 << MaxAccuracy];

    /// <summary>Bits of a state.</summary>
    public int Accuracy { get; private set; }

    public byte Symbol(int state) => _symbols[state];

    /// <summary>Bits that the next state takes from the stream.</summary>
    public int BitCount(int state) => _bitCounts[state];

    /// <summary>What the next state is before the bits from the stream are added.</summary>
    public int Base(int state) => _bases[state];

    public int FirstState(ref ReverseBits bits) => (int)bits.Read(Accuracy);

    public int NextState(int state, ref ReverseBits bits) => _bases[state] + (int)bits.Read(_bitCounts[state]);

    /// <summary>A table that always gives one symbol.</summary>
    public void SetSingle(byte symbol)
    {
        Accuracy = 0;
        _symbols[0] = symbol;
        _bitCounts[0] = 0;
        _bases[0] = 0;
    }

    /// <summary>Builds the table from probabilities in units of 1 / 2^accuracy; -1 stands for less than one.</summary>
    public void Set(ReadOnlySpan<short> probabilities, int accuracy)
    {
        Accuracy = accuracy;
        var size = 1 << accuracy;
        Span<ushort> next = stackalloc ushort[MaxSymbols];
        var high = size - 1;
        for (var symbol = 0; symbol < probabilities.Length; symbol++)
        {
            next[symbol] = (ushort)Math.Abs((int)probabilities[symbol]);
            if (probabilities[symbol] == -1)
            {
                _symbols[high--] = (byte)symbol;
            }
        }

        Spread(probabilities, size, high);
        for (var state = 0; state < size; state++)
        {
            var count = next[_symbols[state]]++;
            var bitCount = accuracy - BitOperations.Log2(count);
            _bitCounts[state] = (byte)bitCount;
            _bases[state] = (ushort)((count << bitCount) - size);
        }
    }

    /// <summary>Reads the description of a table and builds it. Source: RFC 8878, section 4.1.1.</summary>
    /// <param name="data">Starts with the description.</param>
    /// <param name="maxAccuracy">Largest accuracy allowed.</param>
    /// <param name="maxSymbol">Largest symbol allowed.</param>
    /// <returns>Bytes of the description.</returns>
    public int Read(ReadOnlySpan<byte> data, int maxAccuracy, int maxSymbol)
    {
        var bits = new ForwardBits(data);
        var accuracy = bits.Read(4) + LeastAccuracy;
        if (accuracy > maxAccuracy)
        {
            throw new CorruptDataException($"a zstd table of 2^{accuracy} states, at most 2^{maxAccuracy} are possible");
        }

        Span<short> probabilities = stackalloc short[MaxSymbols];
        var symbol = 0;
        for (var remaining = 1 << accuracy; remaining > 0;)
        {
            if (symbol > maxSymbol)
            {
                throw new CorruptDataException($"a zstd table has more than {maxSymbol + 1} symbols");
            }

            var probability = ReadProbability(ref bits, remaining);
            remaining -= Math.Abs(probability);
            probabilities[symbol++] = (short)probability;
            while (probability == 0)
            {
                var zeros = bits.Read(2);
                symbol += zeros;
                if (symbol > maxSymbol + 1)
                {
                    throw new CorruptDataException($"a zstd table has more than {maxSymbol + 1} symbols");
                }

                if (zeros != 3)
                {
                    break;
                }
            }
        }

        Set(probabilities[..symbol], accuracy);
        return bits.ByteCount;
    }

    /// <summary>Small values take one bit less than large ones.</summary>
    private static int ReadProbability(ref ForwardBits bits, int remaining)
    {
        var width = BitOperations.Log2((uint)remaining + 1) + 1;
        var threshold = (1 << width) - 1 - (remaining + 1);
        var value = bits.Peek(width);
        var low = value & ((1 << (width - 1)) - 1);
        if (low < threshold)
        {
            bits.Skip(width - 1);
            return low - 1;
        }

        bits.Skip(width);
        return (value >= 1 << (width - 1) ? value - threshold : value) - 1;
    }

    private void Spread(ReadOnlySpan<short> probabilities, int size, int high)
    {
        var step = (size >> 1) + (size >> 3) + 3;
        var position = 0;
        for (var symbol = 0; symbol < probabilities.Length; symbol++)
        {
            for (var count = 0; count < probabilities[symbol]; count++)
            {
                _symbols[position] = (byte)symbol;
                do
                {
                    position = (position + step) & (size - 1);
                }
                while (position > high);
            }
        }
    }
}

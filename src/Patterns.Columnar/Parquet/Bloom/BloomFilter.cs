using System.Buffers.Binary;
using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Bloom;

/// <summary>
/// A split-block bloom filter over the values of a column chunk: says that a value does not occur, or that it may. Source: parquet-format,
/// BloomFilter.md; F. Putze et al., "Cache-, Hash- and Space-Efficient Bloom Filters" (2007). Safe for concurrent reads.
/// </summary>
internal sealed class BloomFilter
{
    private const int WordsPerBlock = 8;
    private const int BlockByteCount = WordsPerBlock * sizeof(uint);
    private const int LargestByteCount = 128 << 20;

    private static readonly uint[] Salts =
        [0x47B6137B, 0x44974D91, 0x8824AD5B, 0xA2B7289D, 0x705495C7, 0x2DF1424B, 0x9EFC4947, 0x5C6BFB31];

    // Eight words per block.
    private readonly uint[] _words;

    private BloomFilter(uint[] words) => _words = words;

    /// <summary>Bytes of the bit set.</summary>
    public int ByteCount => _words.Length * sizeof(uint);

    /// <summary>An empty filter.</summary>
    /// <param name="distinctCount">Values that will be added.</param>
    /// <param name="falsePositiveRate">The part of absent values that may seem present; above 0, below 1.</param>
    public static BloomFilter Create(int distinctCount, double falsePositiveRate)
    {
        // BloomFilter.md, "Sizing an SBBF", with a power of two as other writers have it.
        var bits = -WordsPerBlock * Math.Max(1.0, distinctCount) / Math.Log(1 - Math.Pow(falsePositiveRate, 1.0 / WordsPerBlock));
        var byteCount = BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(bits / 8, BlockByteCount, LargestByteCount));
        return new BloomFilter(new uint[byteCount / sizeof(uint)]);
    }

    /// <summary>Reads a filter with its header.</summary>
    /// <param name="data">Header and bit set; what follows them is left alone.</param>
    /// <exception cref="CorruptDataException">The data are malformed, or the filter is of a kind that is not known.</exception>
    public static BloomFilter Read(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var byteCount = 0;
        var isKnown = true;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            switch (cursor.Id)
            {
                case 1:
                    byteCount = reader.Int32(cursor);
                    break;
                case 2 or 3 or 4:
                    // Unions of which the first member is the only one there is: split blocks, xxHash, uncompressed.
                    isKnown &= IsFirstMember(ref reader, cursor);
                    break;
                default:
                    reader.Skip(cursor);
                    break;
            }
        }

        if (!isKnown || byteCount < BlockByteCount || byteCount % BlockByteCount != 0 || byteCount > data.Length - reader.Position)
        {
            throw new CorruptDataException(
                $"a bloom filter of {byteCount} bytes with {data.Length - reader.Position} bytes left{(isKnown ? "" : ", of an unknown kind")}");
        }

        var words = new uint[byteCount / sizeof(uint)];
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = BinaryPrimitives.ReadUInt32LittleEndian(data[(reader.Position + (index * sizeof(uint)))..]);
        }

        return new BloomFilter(words);
    }

    /// <summary>The hash by which a value is looked up.</summary>
    /// <param name="plain">The value in plain form, texts and bytes without their length.</param>
    public static ulong Hash(ReadOnlySpan<byte> plain) => XxHash64.HashBytes(plain, seed: 0);

    public void Add(ulong hash)
    {
        var block = Block(hash);
        for (var word = 0; word < WordsPerBlock; word++)
        {
            block[word] |= Bit(hash, word);
        }
    }

    /// <summary>False when no value with that hash was added.</summary>
    public bool MightContain(ulong hash)
    {
        var block = Block(hash);
        for (var word = 0; word < WordsPerBlock; word++)
        {
            if ((block[word] & Bit(hash, word)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The filter with its header, as files have it.</summary>
    public byte[] ToBytes()
    {
        using var writer = new CompactWriter();
        writer.BeginStruct();
        writer.Int32(1, ByteCount);
        for (short union = 2; union <= 4; union++)
        {
            writer.BeginStruct(union);
            writer.EmptyStruct(1);
            writer.EndStruct();
        }

        writer.EndStruct();
        var bytes = new byte[writer.Written.Length + ByteCount];
        writer.Written.CopyTo(bytes);
        for (var index = 0; index < _words.Length; index++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(writer.Written.Length + (index * sizeof(uint))), _words[index]);
        }

        return bytes;
    }

    /// <summary>The upper half of the hash chooses the block.</summary>
    private Span<uint> Block(ulong hash)
    {
        var block = (int)(((hash >> 32) * (ulong)(_words.Length / WordsPerBlock)) >> 32);
        return _words.AsSpan(block * WordsPerBlock, WordsPerBlock);
    }

    /// <summary>The lower half chooses one bit of each word.</summary>
    private static uint Bit(ulong hash, int word) => 1u << (int)(((uint)hash * Salts[word]) >> 27);

    private static bool IsFirstMember(ref CompactReader reader, in StructCursor union)
    {
        union.Require(CompactType.Struct);
        var isFirst = false;
        var member = default(StructCursor);
        while (reader.Next(ref member))
        {
            isFirst = member.Id == 1;
            reader.Skip(member);
        }

        return isFirst;
    }
}

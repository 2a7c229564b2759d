using System.Buffers.Binary;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Reads the set of row numbers of a deletion vector: Roaring bitmaps of 32 bits, one for each value of the upper 32 bits.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "Deletion Vector Format", and the Roaring format specification. A <see cref="Cursor"/> checks every
/// length against the bytes that are there, so damaged bytes end in <see cref="InvalidDataException"/> and cost no more memory than they have.
/// </remarks>
internal static class RoaringReader
{
    private const int PortableMagic = 1_681_511_377;
    private const int CookieWithoutRuns = 12_346;
    private const int CookieWithRuns = 12_347;
    private const int LeastContainersWithOffsets = 4;
    private const int MostContainers = 1 << 16;
    private const int MostArrayValues = 4096;
    private const int ContainerBits = 16;
    private const int BitmapWords = 1024;

    /// <summary>Calls back for each range of rows.</summary>
    /// <param name="bytes">The serialised set.</param>
    /// <param name="addRange">Takes the first row of a range and the number of rows; ranges come in ascending order.</param>
    /// <exception cref="InvalidDataException">The bytes are no such set; the message says what was found where.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, Action<long, int> addRange)
    {
        var cursor = new Cursor(bytes);
        var magic = cursor.Int32();
        if (magic != PortableMagic)
        {
            throw new InvalidDataException($"the bytes start with {magic} where {PortableMagic} was expected");
        }

        var bitmaps = cursor.Int64();
        for (long index = 0; index < bitmaps; index++)
        {
            var upper = cursor.Int32();
            if (upper < 0)
            {
                throw new InvalidDataException($"row numbers at byte {cursor.Position} have more than 63 bits");
            }

            ReadBitmap(ref cursor, (long)upper << 32, addRange);
        }
    }

    private static void ReadBitmap(ref Cursor cursor, long first, Action<long, int> addRange)
    {
        var cookie = cursor.Int32();
        var hasRuns = (cookie & 0xFFFF) == CookieWithRuns;
        if (!hasRuns && cookie != CookieWithoutRuns)
        {
            throw new InvalidDataException($"a bitmap that ends at byte {cursor.Position} starts with {cookie}, which is no Roaring bitmap");
        }

        var count = hasRuns ? (cookie >>> 16) + 1 : cursor.Int32();
        if (count is < 0 or > MostContainers)
        {
            throw new InvalidDataException($"a bitmap before byte {cursor.Position} has {count} containers, more than there can be");
        }

        var isRun = hasRuns ? cursor.Bytes((count + 7) / 8) : default;
        var headers = cursor.Bytes(4 * count);
        if (!hasRuns || count >= LeastContainersWithOffsets)
        {
            cursor.Bytes(4 * count);
        }

        for (var container = 0; container < count; container++)
        {
            var key = BinaryPrimitives.ReadUInt16LittleEndian(headers[(4 * container)..]);
            var cardinality = BinaryPrimitives.ReadUInt16LittleEndian(headers[((4 * container) + 2)..]) + 1;
            var start = first + ((long)key << ContainerBits);
            if (hasRuns && (isRun[container / 8] >> (container % 8) & 1) != 0)
            {
                ReadRuns(ref cursor, start, addRange);
            }
            else if (cardinality <= MostArrayValues)
            {
                ReadArray(ref cursor, start, cardinality, addRange);
            }
            else
            {
                ReadBits(ref cursor, start, addRange);
            }
        }
    }

    private static void ReadRuns(ref Cursor cursor, long start, Action<long, int> addRange)
    {
        var runs = cursor.UInt16();
        for (var run = 0; run < runs; run++)
        {
            var first = start + cursor.UInt16();
            addRange(first, cursor.UInt16() + 1);
        }
    }

    private static void ReadArray(ref Cursor cursor, long start, int count, Action<long, int> addRange)
    {
        for (var index = 0; index < count; index++)
        {
            addRange(start + cursor.UInt16(), 1);
        }
    }

    private static void ReadBits(ref Cursor cursor, long start, Action<long, int> addRange)
    {
        for (var index = 0; index < BitmapWords; index++)
        {
            for (var word = (ulong)cursor.Int64(); word != 0; word &= word - 1)
            {
                addRange(start + (64 * index) + long.TrailingZeroCount((long)word), 1);
            }
        }
    }

    private ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int Position { get; private set; }

        public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(sizeof(int)));

        public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(sizeof(long)));

        public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)));

        public ReadOnlySpan<byte> Bytes(int count)
        {
            if (count > _bytes.Length - Position)
            {
                throw new InvalidDataException($"{count} bytes were expected at byte {Position} of {_bytes.Length}");
            }

            Position += count;
            return _bytes.Slice(Position - count, count);
        }
    }
}

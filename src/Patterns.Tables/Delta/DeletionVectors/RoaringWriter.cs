using System.Numerics;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Writes a set of row numbers for a deletion vector: Roaring bitmaps of 32 bits, one for each value of the upper 32 bits.</summary>
/// <remarks>Source: Delta transaction log protocol, "Deletion Vector Format", and the Roaring format specification. See <see cref="RoaringReader"/>.</remarks>
internal static class RoaringWriter
{
    private const int PortableMagic = 1_681_511_377;
    private const int CookieWithoutRuns = 12_346;
    private const int CookieWithRuns = 12_347;
    private const int LeastContainersWithOffsets = 4;
    private const int ContainerWords = 1024;
    private const int WordsPerBitmap = ContainerWords << 16;

    /// <summary>The serialised set.</summary>
    public static byte[] Write(DeletedRows rows)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(PortableMagic);
        var upper = Enumerable.Range(0, (rows.Words.Length + WordsPerBitmap - 1) / WordsPerBitmap).Where(index => BitmapOf(rows, index).ContainsAnyExcept(0UL)).ToList();
        writer.Write((long)upper.Count);
        foreach (var index in upper)
        {
            writer.Write(index);
            WriteBitmap(writer, BitmapOf(rows, index));
        }

        writer.Flush();
        return bytes.ToArray();
    }

    private static ReadOnlySpan<ulong> BitmapOf(DeletedRows rows, int index)
        => rows.Words.Slice(index * WordsPerBitmap, Math.Min(WordsPerBitmap, rows.Words.Length - (index * WordsPerBitmap)));

    private static void WriteBitmap(BinaryWriter writer, ReadOnlySpan<ulong> words)
    {
        var start = writer.BaseStream.Position;
        var containers = new List<RoaringContainer>();
        for (var key = 0; key * ContainerWords < words.Length; key++)
        {
            var part = words.Slice(key * ContainerWords, Math.Min(ContainerWords, words.Length - (key * ContainerWords)));
            if (part.ContainsAnyExcept(0UL))
            {
                containers.Add(RoaringContainer.Of((ushort)key, part));
            }
        }

        var hasRuns = containers.Exists(static container => container.IsRuns);
        WriteHeader(writer, containers, hasRuns);
        if (!hasRuns || containers.Count >= LeastContainersWithOffsets)
        {
            var offset = writer.BaseStream.Position - start + (sizeof(int) * containers.Count);
            foreach (var container in containers)
            {
                writer.Write((int)offset);
                offset += container.Content.Length;
            }
        }

        containers.ForEach(container => writer.Write(container.Content));
    }

    private static void WriteHeader(BinaryWriter writer, List<RoaringContainer> containers, bool hasRuns)
    {
        if (hasRuns)
        {
            writer.Write(CookieWithRuns | ((containers.Count - 1) << 16));
            var isRun = new byte[(containers.Count + 7) / 8];
            for (var index = 0; index < containers.Count; index++)
            {
                isRun[index / 8] |= (byte)(containers[index].IsRuns ? 1 << (index % 8) : 0);
            }

            writer.Write(isRun);
        }
        else
        {
            writer.Write(CookieWithoutRuns);
            writer.Write(containers.Count);
        }

        foreach (var container in containers)
        {
            writer.Write(container.Key);
            writer.Write((ushort)(container.Count - 1));
        }
    }

    /// <summary>65,536 numbers of which some are in the set, in the form that is smallest.</summary>
    private sealed record RoaringContainer(ushort Key, int Count, bool IsRuns, byte[] Content)
    {
        private const int MostArrayValues = 4096;

        public static RoaringContainer Of(ushort key, ReadOnlySpan<ulong> words)
        {
            var count = 0;
            var runs = 0;
            var carry = 0UL;
            foreach (var word in words)
            {
                count += BitOperations.PopCount(word);
                runs += BitOperations.PopCount(word & ~((word << 1) | carry));
                carry = word >> 63;
            }

            var runBytes = sizeof(ushort) + (2 * sizeof(ushort) * runs);
            var otherBytes = count <= MostArrayValues ? sizeof(ushort) * count : ContainerWords * sizeof(ulong);
            return runBytes < otherBytes
                ? new RoaringContainer(key, count, IsRuns: true, Runs(words, runs))
                : new RoaringContainer(key, count, IsRuns: false, count <= MostArrayValues ? Array(words) : Bits(words));
        }

        private static byte[] Runs(ReadOnlySpan<ulong> words, int runs)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            writer.Write((ushort)runs);
            for (var row = Next(words, 0, set: true); row < words.Length * 64;)
            {
                var end = Next(words, row, set: false);
                writer.Write((ushort)row);
                writer.Write((ushort)(end - row - 1));
                row = Next(words, end, set: true);
            }

            return bytes.ToArray();
        }

        private static byte[] Array(ReadOnlySpan<ulong> words)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            for (var row = Next(words, 0, set: true); row < words.Length * 64; row = Next(words, row + 1, set: true))
            {
                writer.Write((ushort)row);
            }

            return bytes.ToArray();
        }

        private static byte[] Bits(ReadOnlySpan<ulong> words)
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            for (var index = 0; index < ContainerWords; index++)
            {
                writer.Write(index < words.Length ? words[index] : 0UL);
            }

            return bytes.ToArray();
        }

        /// <summary>The first number from one on that is in the set, or is not; the end when there is none.</summary>
        private static int Next(ReadOnlySpan<ulong> words, int row, bool set)
        {
            while (row < words.Length * 64)
            {
                var word = (set ? words[row / 64] : ~words[row / 64]) >> (row % 64);
                if (word != 0)
                {
                    return row + BitOperations.TrailingZeroCount(word);
                }

                row = ((row / 64) + 1) * 64;
            }

            return words.Length * 64;
        }
    }
}

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Sorts 64-bit words with a number beside each, rising; equal words keep their order. Least significant byte first, leaving out bytes in which
/// all words agree; few words are inserted one by one.
/// </summary>
internal static class RadixSort
{
    private const int Digits = 8;
    private const int Buckets = 256;
    private const int InsertionLength = 32;

    /// <summary>Sorts in place.</summary>
    /// <param name="words">What is sorted by.</param>
    /// <param name="numbers">One number per word, moved with it.</param>
    /// <param name="spareWords">Scratch of the same length.</param>
    /// <param name="spareNumbers">Scratch of the same length.</param>
    public static void Sort(Span<ulong> words, Span<int> numbers, Span<ulong> spareWords, Span<int> spareNumbers)
    {
        if (words.Length <= InsertionLength)
        {
            Insert(words, numbers);
            return;
        }

        Span<int> counts = stackalloc int[Digits * Buckets];
        counts.Clear();
        Count(words, counts);
        var length = words.Length;
        var fromWords = words;
        var fromNumbers = numbers;
        var toWords = spareWords[..length];
        var toNumbers = spareNumbers[..length];
        for (var digit = 0; digit < Digits; digit++)
        {
            var starts = counts.Slice(digit * Buckets, Buckets);
            if (starts[(int)(byte)(words[0] >> (digit * 8))] == length)
            {
                continue;
            }

            ToStarts(starts);
            Distribute(fromWords, fromNumbers, toWords, toNumbers, starts, digit * 8);
            var swapWords = fromWords;
            fromWords = toWords;
            toWords = swapWords;
            var swapNumbers = fromNumbers;
            fromNumbers = toNumbers;
            toNumbers = swapNumbers;
        }

        if (!fromWords.Overlaps(words))
        {
            fromWords.CopyTo(words);
            fromNumbers.CopyTo(numbers);
        }
    }

    private static void Insert(Span<ulong> words, Span<int> numbers)
    {
        for (var index = 1; index < words.Length; index++)
        {
            var word = words[index];
            var number = numbers[index];
            var position = index;
            for (; position > 0 && words[position - 1] > word; position--)
            {
                words[position] = words[position - 1];
                numbers[position] = numbers[position - 1];
            }

            words[position] = word;
            numbers[position] = number;
        }
    }

    private static void Count(ReadOnlySpan<ulong> words, Span<int> counts)
    {
        foreach (var word in words)
        {
            for (var digit = 0; digit < Digits; digit++)
            {
                counts[(digit * Buckets) + (byte)(word >> (digit * 8))]++;
            }
        }
    }

    private static void ToStarts(Span<int> counts)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            var next = start + count;
            count = start;
            start = next;
        }
    }

    private static void Distribute(
        ReadOnlySpan<ulong> words, ReadOnlySpan<int> numbers, Span<ulong> toWords, Span<int> toNumbers, Span<int> starts, int shift)
    {
        for (var index = 0; index < words.Length; index++)
        {
            var position = starts[(byte)(words[index] >> shift)]++;
            toWords[position] = words[index];
            toNumbers[position] = numbers[index];
        }
    }
}

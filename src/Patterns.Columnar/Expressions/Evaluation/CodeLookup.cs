using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Turns results per distinct value into results per row.</summary>
internal static class CodeLookup
{
    /// <summary>Booleans without nulls. Where the true ones are codes in one range, whole vectors of codes are compared.</summary>
    public static BooleanColumn Booleans(ReadOnlySpan<int> codes, BooleanColumn results)
    {
        var words = Bitmap.WordCount(codes.Length);
        var buffer = ColumnBuffer.Rent<ulong>(words);
        var bits = buffer.Span<ulong>(words);
        var (first, count) = RangeOfOnes(results.ValueWords);
        if (count == 1)
        {
            CompareToScalar.Run<int, Comparison.EqualTo<int>>(codes, first, bits);
        }
        else if (count >= 0)
        {
            CodesInRange.Run(codes, first, count, bits);
        }
        else
        {
            Gather.Bits(results.ValueWords, codes, bits);
        }

        return new BooleanColumn(new BitBuffer(buffer, codes.Length), default);
    }

    /// <summary>Booleans without nulls, of codes that come in runs.</summary>
    public static BooleanColumn Booleans(ReadOnlySpan<int> codes, ReadOnlySpan<int> runEnds, BooleanColumn results)
    {
        var buffer = ColumnBuffer.RentCleared<ulong>(Bitmap.WordCount(codes.Length));
        var bits = buffer.Span<ulong>(Bitmap.WordCount(codes.Length));
        var row = 0;
        foreach (var end in runEnds)
        {
            if (results[codes[row]])
            {
                BitCopy.Fill(bits, row, end - row, bit: true);
            }

            row = end;
        }

        return new BooleanColumn(new BitBuffer(buffer, codes.Length), default);
    }

    /// <summary>Texts, which stay coded: equal results of different values get the same code.</summary>
    public static DictionaryBinaryColumn Texts(ReadOnlySpan<int> codes, BinaryColumn results)
    {
        using var entries = new ByteStringIndex();
        var newCodes = new int[results.Length];
        for (var index = 0; index < newCodes.Length; index++)
        {
            newCodes[index] = results.IsNull(index) ? 0 : entries.FindOrAdd(results.GetBytes(index));
        }

        var buffer = ColumnBuffer.Rent<int>(codes.Length);
        Gather.Values<int>(newCodes, codes, buffer.Span<int>(codes.Length));
        var dictionary = new PlainBinaryColumn(results.Type, entries.Count, entries.DetachOffsets(), entries.DetachBytes(), default);
        return new DictionaryBinaryColumn(dictionary, codes.Length, buffer, results.Validity.Take(codes));
    }

    /// <summary>The position and length of the only run of ones; a length of -1 when there are several runs.</summary>
    private static (int First, int Count) RangeOfOnes(ReadOnlySpan<ulong> words)
    {
        var ones = Bitmap.CountOnes(words);
        if (ones == 0)
        {
            return (0, 0);
        }

        var firstWord = words.IndexOfAnyExcept(0UL);
        var first = (firstWord << 6) + BitOperations.TrailingZeroCount(words[firstWord]);
        var lastWord = words.LastIndexOfAnyExcept(0UL);
        var last = (lastWord << 6) + 63 - BitOperations.LeadingZeroCount(words[lastWord]);
        return (first, last - first + 1 == ones ? ones : -1);
    }
}

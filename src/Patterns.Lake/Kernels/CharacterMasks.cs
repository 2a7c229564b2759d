using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Patterns.Lake.Kernels;

/// <summary>Where the structural characters of delimited text are in a block of 64 bytes: one bit per byte, LSB first.</summary>
internal readonly struct CharacterMasks
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = 64;

    private CharacterMasks(ulong delimiters, ulong quotes, ulong lineFeeds, ulong carriageReturns)
    {
        Delimiters = delimiters;
        Quotes = quotes;
        LineFeeds = lineFeeds;
        CarriageReturns = carriageReturns;
    }

    public ulong Delimiters { get; }

    public ulong Quotes { get; }

    public ulong LineFeeds { get; }

    public ulong CarriageReturns { get; }

    /// <summary>The masks of the block at the start of the span, or of a shorter rest; bits behind the rest are zero.</summary>
    /// <param name="bytes">The bytes; only the first 64 count.</param>
    /// <param name="delimiter">The byte between fields.</param>
    /// <param name="quote">The quote; a byte that is also another structural character stands for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterMasks Of(ReadOnlySpan<byte> bytes, byte delimiter, byte quote)
        => bytes.Length < BlockLength ? Scalar(bytes, delimiter, quote) : Vectorized(bytes, delimiter, quote);

    public static CharacterMasks Scalar(ReadOnlySpan<byte> bytes, byte delimiter, byte quote)
    {
        ulong delimiters = 0, quotes = 0, lineFeeds = 0, carriageReturns = 0;
        for (var index = Math.Min(bytes.Length, BlockLength) - 1; index >= 0; index--)
        {
            var value = bytes[index];
            delimiters = (delimiters << 1) | (value == delimiter ? 1UL : 0);
            quotes = (quotes << 1) | (value == quote ? 1UL : 0);
            lineFeeds = (lineFeeds << 1) | (value == '\n' ? 1UL : 0);
            carriageReturns = (carriageReturns << 1) | (value == '\r' ? 1UL : 0);
        }

        return new CharacterMasks(delimiters, quotes, lineFeeds, carriageReturns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterMasks Vectorized(ReadOnlySpan<byte> bytes, byte delimiter, byte quote)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes.Length, BlockLength, nameof(bytes));
        ref var start = ref MemoryMarshal.GetReference(bytes);
        if (Vector512.IsHardwareAccelerated)
        {
            var block = Vector512.LoadUnsafe(ref start);
            return new CharacterMasks(
                Vector512.Equals(block, Vector512.Create(delimiter)).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create(quote)).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create((byte)'\n')).ExtractMostSignificantBits(),
                Vector512.Equals(block, Vector512.Create((byte)'\r')).ExtractMostSignificantBits());
        }

        var low = Vector256.LoadUnsafe(ref start);
        var high = Vector256.LoadUnsafe(ref start, 32);
        return new CharacterMasks(
            Matches(low, high, delimiter),
            Matches(low, high, quote),
            Matches(low, high, (byte)'\n'),
            Matches(low, high, (byte)'\r'));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Matches(Vector256<byte> low, Vector256<byte> high, byte wanted)
    {
        var pattern = Vector256.Create(wanted);
        return Vector256.Equals(low, pattern).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, pattern).ExtractMostSignificantBits() << 32);
    }
}

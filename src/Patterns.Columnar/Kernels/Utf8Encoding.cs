using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Patterns.Columnar.Kernels;

/// <summary>Texts of UTF-16 as UTF-8, one behind the other. Most texts of a table are short and ASCII: these take a few instructions each.</summary>
internal static class Utf8Encoding
{
    /// <summary>Bytes behind the last one written that may be overwritten.</summary>
    public const int Slack = 16;

    private const int ShortLength = 16;
    private const ulong NotAscii = 0xFF80_FF80_FF80_FF80;

    /// <summary>The most bytes that a text can take, with <see cref="Slack"/>.</summary>
    public static int LargestOutput(int length) => checked((length * 3) + Slack);

    /// <summary>Encodes texts until the next one might not fit.</summary>
    /// <param name="texts">The texts, none null. Unpaired surrogates become U+FFFD.</param>
    /// <param name="starts">Receives where the bytes of each begin.</param>
    /// <param name="position">Where the first one begins.</param>
    /// <param name="destination">The bytes, from position 0 on.</param>
    /// <param name="end">Where the last one ends.</param>
    /// <returns>How many texts were encoded.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Encode(ReadOnlySpan<string> texts, Span<int> starts, int position, Span<byte> destination, out int end)
    {
        var index = 0;
        for (; index < texts.Length; index++)
        {
            var text = texts[index];
            if (destination.Length - position < LargestOutput(text.Length))
            {
                break;
            }

            starts[index] = position;
            var target = destination[position..];
            if (text.Length > ShortLength || !TryEncodeShort(text, target))
            {
                position += Encoding.UTF8.GetBytes(text, target);
            }
            else
            {
                position += text.Length;
            }
        }

        end = position;
        return index;
    }

    /// <summary>Encodes up to 16 characters if all are ASCII. The destination has room for <see cref="Slack"/> bytes, which is what is written at most.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryEncodeShort(string text, Span<byte> destination)
    {
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        ref var target = ref MemoryMarshal.GetReference(destination);
        var length = text.Length;
        if (length >= 8)
        {
            // Two times eight characters, which overlap in the middle.
            var first = Vector128.LoadUnsafe(ref source);
            var last = Vector128.LoadUnsafe(ref source, (nuint)(length - 8));
            if (((first | last) & Vector128.Create((ushort)0xFF80)) != Vector128<ushort>.Zero)
            {
                return false;
            }

            Unsafe.WriteUnaligned(ref target, Narrow(first));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 8), Narrow(last));
            return true;
        }

        if (length >= 4)
        {
            var first = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref source));
            var last = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref source, length - 4)));
            if (((first | last) & NotAscii) != 0)
            {
                return false;
            }

            Unsafe.WriteUnaligned(ref target, (uint)Narrow(Vector128.CreateScalar(first).AsUInt16()));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, length - 4), (uint)Narrow(Vector128.CreateScalar(last).AsUInt16()));
            return true;
        }

        var seen = 0;
        for (var index = 0; index < length; index++)
        {
            var character = Unsafe.Add(ref source, index);
            seen |= character;
            Unsafe.Add(ref target, index) = (byte)character;
        }

        return seen < 0x80;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Narrow(Vector128<ushort> characters) => Vector128.Narrow(characters, Vector128<ushort>.Zero).AsUInt64().ToScalar();
}

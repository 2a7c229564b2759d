using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Patterns.Columnar.Parquet.Codecs;

/// <summary>The steps of a snappy block that are far from its end, where whole vectors can be moved and bounds need no look per step.</summary>
internal static class SnappySteps
{
    /// <summary>
    /// Steps are taken where more bytes than this are left on both sides. A short literal and a copy, which are one step, read and write at
    /// most 60 and 64 bytes and touch no more than 64 from the start of the second.
    /// </summary>
    public const int Slack = 128;

    private const uint Literal = 0;
    private const uint FarCopy = 3;
    private const uint LongLiteral = 60;

    // For each tag of a copy: its length, the high bits of its offset, and a mask of the offset's bytes that follow the tag. Numbers of the
    // commonest values alternate between copies with one and two bytes of offset by chance: a look-up guesses nothing.
    private static readonly uint[] Copies = [.. Enumerable.Range(0, 256).Select(tag => CopyOf((uint)tag))];

    /// <summary>Takes steps until one side nears its end, or the next tag is a long literal, a copy with 4 bytes of offset or malformed.</summary>
    /// <param name="source">The next tag; moved.</param>
    /// <param name="lastSource">Where reading stops.</param>
    /// <param name="start">The first byte that was written.</param>
    /// <param name="destination">Where the next byte is written; moved.</param>
    /// <param name="lastDestination">Where writing stops.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void Take(ref byte* source, byte* lastSource, byte* start, ref byte* destination, byte* lastDestination)
    {
        // No calls in this loop: they would push both positions out of registers, and each tag waits for the position that the one before
        // it gave.
        var next = source;
        var output = destination;
        fixed (uint* copies = Copies)
        {
            while (next < lastSource && output < lastDestination)
            {
                uint tag = *next;
                if ((tag & 3) == Literal)
                {
                    nuint last = tag >> 2;
                    if (last >= LongLiteral)
                    {
                        break;
                    }

                    Move16(next + 1, output);
                    if (last >= 16)
                    {
                        Move16(next + 17, output + 16);
                        Move16(next + 33, output + 32);
                        Move16(next + 49, output + 48);
                    }

                    next += last + 2;
                    output += last + 1;
                    tag = *next;
                    if ((tag & 3) == Literal)
                    {
                        continue;
                    }
                }

                var copy = copies[tag];
                nuint length = copy & 0xFF;
                nuint offset = (Unsafe.ReadUnaligned<ushort>(next + 1) & (copy >> 16)) + (copy & 0x700);
                if ((tag & 3) == FarCopy || offset - 1 >= (nuint)(output - start))
                {
                    break;
                }

                next += (tag & 3) + 1;
                var from = output - offset;
                if (offset >= 16)
                {
                    Move16(from, output);
                    if (length > 16)
                    {
                        Move16(from + 16, output + 16);
                        if (length > 32)
                        {
                            Move16(from + 32, output + 32);
                            Move16(from + 48, output + 48);
                        }
                    }
                }
                else if (length - 4 <= 4 && offset >= length)
                {
                    // What is read here was written just before: two reads that lie within one earlier write do not have to wait for it.
                    var low = (ulong)Unsafe.ReadUnaligned<uint>(from);
                    var high = (ulong)Unsafe.ReadUnaligned<uint>(from + length - 4);
                    Unsafe.WriteUnaligned(output, low | high << (int)((8 * length) - 32));
                }
                else if (offset >= 8)
                {
                    for (nuint index = 0; index < length; index += 8)
                    {
                        Unsafe.WriteUnaligned(output + index, Unsafe.ReadUnaligned<ulong>(from + index));
                    }
                }
                else
                {
                    for (nuint index = 0; index < length; index++)
                    {
                        output[index] = from[index];
                    }
                }

                output += length;
            }
        }

        source = next;
        destination = output;
    }

    private static uint CopyOf(uint tag) => (tag & 3) switch
    {
        1 => (4 + (tag >> 2 & 7)) | (tag >> 5 << 8) | 0xFFu << 16,
        2 => ((tag >> 2) + 1) | 0xFFFFu << 16,
        _ => 0,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Move16(byte* from, byte* to) => Vector128.Store(Vector128.Load(from), to);
}

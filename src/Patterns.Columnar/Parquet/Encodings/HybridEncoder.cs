using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Encodes dictionary codes and levels as a hybrid of run lengths and bit packing: values that repeat eight times or more become a run. Source:
/// parquet-format, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid (RLE = 3)".
/// </summary>
internal static class HybridEncoder
{
    private const int GroupSize = 8;

    // Readers keep the number of groups in an int; this keeps single runs small.
    private const int MaxPackedValues = GroupSize << 16;

    /// <summary>Appends the encoded values.</summary>
    /// <typeparam name="T">byte or int.</typeparam>
    /// <param name="values">Values that fit <paramref name="width"/> bits.</param>
    /// <param name="width">Bits per value, 0 to 32.</param>
    /// <param name="output">Receives the runs, without a length before them.</param>
    public static void Encode<T>(ReadOnlySpan<T> values, int width, BufferBuilder<byte> output)
        where T : unmanaged, IEquatable<T>
    {
        // Packed values come in groups of eight, so runs are looked for where groups begin.
        var packed = 0;
        for (var index = 0; index <= values.Length - GroupSize; index += GroupSize)
        {
            if (!IsRun(values.Slice(index, GroupSize)))
            {
                continue;
            }

            var run = RunLength(values[index..]);
            AppendPacked(values[packed..index], width, output);
            AppendRun(values[index], run, width, output);
            packed = index + run;
            index = packed - GroupSize;
        }

        AppendPacked(values[packed..], width, output);
    }

    /// <summary>Appends one run of equal values.</summary>
    public static void AppendRun<T>(T value, int count, int width, BufferBuilder<byte> output)
        where T : unmanaged
    {
        AppendVarint((uint)count << 1, output);
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BitPacking.Pack([value], BitUnpacking.MaxWidth, bytes);
        output.Append(bytes[..((width + 7) >> 3)]);
    }

    private static bool IsRun<T>(ReadOnlySpan<T> group)
        where T : unmanaged, IEquatable<T>
    {
        if (typeof(T) == typeof(byte))
        {
            var bytes = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(group));
            return bytes == (bytes & 0xFF) * 0x0101_0101_0101_0101;
        }

        // Most groups differ in their first two values.
        return group[0].Equals(group[1]) && !group.ContainsAnyExcept(group[0]);
    }

    private static int RunLength<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IEquatable<T>
    {
        var end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    private static void AppendPacked<T>(ReadOnlySpan<T> values, int width, BufferBuilder<byte> output)
        where T : unmanaged
    {
        while (!values.IsEmpty)
        {
            var part = values[..Math.Min(MaxPackedValues, values.Length)];
            var groups = (part.Length + GroupSize - 1) / GroupSize;
            AppendVarint(((uint)groups << 1) | 1, output);
            var target = output.Reserve(groups * width);
            var filled = BitPacking.ByteCount(part.Length, width);
            BitPacking.Pack(part, width, target);
            target[filled..].Clear();
            values = values[part.Length..];
        }
    }

    private static void AppendVarint(uint value, BufferBuilder<byte> output)
    {
        while (value >= 0x80)
        {
            output.Append((byte)(value | 0x80));
            value >>= 7;
        }

        output.Append((byte)value);
    }
}

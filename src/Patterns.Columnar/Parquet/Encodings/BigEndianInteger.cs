using System.Buffers.Binary;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Signed big-endian integers of any length, as decimals are stored.</summary>
internal static class BigEndianInteger
{
    private const int MaxByteCount = 16;

    /// <summary>Reads an integer; longer ones than 16 bytes must repeat their sign in the surplus.</summary>
    public static Int128 Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxByteCount)
        {
            var sign = (byte)((sbyte)bytes[^MaxByteCount] >> 7);
            if (bytes[..^MaxByteCount].ContainsAnyExcept(sign))
            {
                throw new CorruptDataException($"a decimal of {bytes.Length} bytes, which does not fit 128 bits");
            }

            bytes = bytes[^MaxByteCount..];
        }

        if (bytes.IsEmpty)
        {
            return 0;
        }

        Span<byte> extended = stackalloc byte[MaxByteCount];
        extended.Fill((byte)((sbyte)bytes[0] >> 7));
        bytes.CopyTo(extended[(MaxByteCount - bytes.Length)..]);
        return BinaryPrimitives.ReadInt128BigEndian(extended);
    }

    /// <summary>Writes the low bytes of an integer, as many as fit.</summary>
    public static void Write(Int128 value, Span<byte> destination)
    {
        Span<byte> bytes = stackalloc byte[MaxByteCount];
        BinaryPrimitives.WriteInt128BigEndian(bytes, value);
        bytes[(MaxByteCount - destination.Length)..].CopyTo(destination);
    }
}

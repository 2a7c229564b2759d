using System.Buffers.Binary;

namespace Patterns.Tables.Delta.DeletionVectors;

/// <summary>Text of bytes, five characters for four bytes, without quotes and backslashes.</summary>
/// <remarks>Source: ZeroMQ RFC 32/Z85.</remarks>
internal static class Z85
{
    private const int Base = 85;
    private const int CharactersPerBlock = 5;
    private const int BytesPerBlock = 4;
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /// <summary>The text of bytes, whose number is a multiple of four.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[bytes.Length / BytesPerBlock * CharactersPerBlock];
        for (var block = 0; block * BytesPerBlock < bytes.Length; block++)
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(bytes[(block * BytesPerBlock)..]);
            for (var index = CharactersPerBlock - 1; index >= 0; index--)
            {
                text[(block * CharactersPerBlock) + index] = Digits[(int)(value % Base)];
                value /= Base;
            }
        }

        return new string(text);
    }

    /// <summary>The bytes of a text; null when it is no Z85.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length % CharactersPerBlock != 0)
        {
            return null;
        }

        var bytes = new byte[text.Length / CharactersPerBlock * BytesPerBlock];
        for (var block = 0; block * CharactersPerBlock < text.Length; block++)
        {
            var value = 0L;
            foreach (var character in text.Slice(block * CharactersPerBlock, CharactersPerBlock))
            {
                var digit = Digits.IndexOf(character, StringComparison.Ordinal);
                if (digit < 0)
                {
                    return null;
                }

                value = (value * Base) + digit;
            }

            if (value > uint.MaxValue)
            {
                return null;
            }

            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(block * BytesPerBlock), (uint)value);
        }

        return bytes;
    }
}

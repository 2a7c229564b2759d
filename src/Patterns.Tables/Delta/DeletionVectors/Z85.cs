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

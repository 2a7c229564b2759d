using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Patterns.Updates.Webhooks.Receiving;

/// <summary>128 bits of the SHA-256 of a message's key: all that is kept of it, whatever its length. Nobody can make two keys with the same.</summary>
internal readonly record struct MessageHash(ulong High, ulong Low)
{
    public const int Length = 16;

    public static MessageHash Of(string key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return Read(hash);
    }

    public static MessageHash Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }
}

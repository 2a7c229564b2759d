using System.Buffers;
using System.Text;

namespace Patterns.Updates.Webhooks.Signing;

/// <summary>The bytes that are signed, put together in a rented buffer: parts with a full stop between them. Dispose it.</summary>
internal ref struct SignedContent : IDisposable
{
    private readonly byte[] _buffer;
    private int _length;

    private SignedContent(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public readonly ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary><c>id.seconds.body</c>, as Standard Webhooks signs.</summary>
    public static SignedContent Of(ReadOnlySpan<char> id, ReadOnlySpan<char> seconds, ReadOnlySpan<byte> body)
    {
        var content = new SignedContent(Encoding.UTF8.GetMaxByteCount(id.Length) + Encoding.UTF8.GetMaxByteCount(seconds.Length) + 2 + body.Length);
        content.Append(id);
        content.Append("."u8);
        content.Append(seconds);
        content.Append("."u8);
        content.Append(body);
        return content;
    }

    /// <summary><c>seconds.body</c>, as Stripe signs.</summary>
    public static SignedContent Of(ReadOnlySpan<char> seconds, ReadOnlySpan<byte> body)
    {
        var content = new SignedContent(Encoding.UTF8.GetMaxByteCount(seconds.Length) + 1 + body.Length);
        content.Append(seconds);
        content.Append("."u8);
        content.Append(body);
        return content;
    }

    public readonly void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Append(ReadOnlySpan<char> text) => _length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>Takes the chunk headers out of a body, in place (RFC 9112, section 7.1).</summary>
/// <param name="isChunked">False when the body has none.</param>
internal sealed class ChunkedText(bool isChunked)
{
    private int _left;
    private int _size;
    private bool _hasDigits;

    /// <summary>Moves the content of the bytes to their front.</summary>
    /// <returns>Bytes of content.</returns>
    public int Decode(Span<byte> bytes)
    {
        if (!isChunked)
        {
            return bytes.Length;
        }

        var written = 0;
        for (var read = 0; read < bytes.Length;)
        {
            if (_left > 0)
            {
                var length = Math.Min(_left, bytes.Length - read);
                bytes.Slice(read, length).CopyTo(bytes[written..]);
                written += length;
                read += length;
                _left -= length;
                continue;
            }

            var character = bytes[read++];
            if (char.IsAsciiHexDigit((char)character))
            {
                _size = (_size * 16) + (character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10);
                _hasDigits = true;
            }
            else if (character == (byte)'\n' && _hasDigits)
            {
                _left = _size;
                _size = 0;
                _hasDigits = false;
            }
        }

        return written;
    }
}

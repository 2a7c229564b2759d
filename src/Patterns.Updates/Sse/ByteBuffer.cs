namespace Patterns.Updates.Sse;

/// <summary>Bytes that grow at their end and whose array is kept from event to event, so that a stream of like events allocates nothing.</summary>
internal struct ByteBuffer
{
#if DEBUG
    private const int FirstSize = 16;   // small, so that every test makes it grow
#else
    private const int FirstSize = 1024;
#endif
    private const int LargestKept = 256 * 1024;
    private byte[]? _bytes;
    private int _length;

    public readonly int Length => _length;

    public readonly ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        int length = checked(_length + bytes.Length);
        byte[] array = WithRoomFor(length);
        bytes.CopyTo(array.AsSpan(_length));
        _length = length;
    }

    /// <summary>Appends a line feed and the bytes.</summary>
    public void AppendLine(ReadOnlySpan<byte> bytes)
    {
        int length = checked(_length + 1 + bytes.Length);
        byte[] array = WithRoomFor(length);
        array[_length] = (byte)'\n';
        bytes.CopyTo(array.AsSpan(_length + 1));
        _length = length;
    }

    /// <summary>Empties it. An array that an unusually large event has made grow is given up.</summary>
    public void Clear()
    {
        _length = 0;
        if (_bytes is { Length: > LargestKept })
        {
            _bytes = null;
        }
    }

    private byte[] WithRoomFor(int length) => _bytes is { } bytes && length <= bytes.Length ? bytes : Grow(length);

    private byte[] Grow(int length)
    {
        Array.Resize(ref _bytes, (int)Math.Min(Math.Max(Math.Max(FirstSize, length), 2L * _length), Array.MaxLength));
        return _bytes;
    }
}

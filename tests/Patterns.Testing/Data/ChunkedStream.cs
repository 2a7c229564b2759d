namespace Patterns.Testing;

/// <summary>A stream whose reads return as many bytes as the test says, so that a parser meets every way its input can be cut.</summary>
public sealed class ChunkedStream : Stream
{
    private readonly ReadOnlyMemory<byte> _content;
    private readonly IEnumerator<int> _sizes;
    private int _position;

    private ChunkedStream(ReadOnlyMemory<byte> content, IEnumerable<int> sizes)
    {
        _content = content;
        _sizes = sizes.GetEnumerator();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException("A chunked stream cannot be sought.");

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException("A chunked stream cannot be sought.");
    }

    /// <summary>Every read returns at most so many bytes.</summary>
    public static ChunkedStream OfSize(ReadOnlyMemory<byte> content, int size) => OfSizes(content, Enumerable.Repeat(size, int.MaxValue));

    /// <summary>The reads return at most these many bytes each; those after the last return what is left.</summary>
    public static ChunkedStream OfSizes(ReadOnlyMemory<byte> content, IEnumerable<int> sizes) => new(content, sizes);

    /// <summary>Every read returns 1 to <paramref name="largest"/> bytes.</summary>
    public static ChunkedStream OfRandomSizes(ReadOnlyMemory<byte> content, Random random, int largest)
        => OfSizes(content, Enumerable.Range(0, int.MaxValue).Select(_ => random.Next(1, largest + 1)));

    public override int Read(Span<byte> buffer)
    {
        var size = buffer.IsEmpty || !_sizes.MoveNext() ? int.MaxValue : _sizes.Current;
        var count = Math.Min(Math.Min(size, buffer.Length), _content.Length - _position);
        _content.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsSpan(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        return Read(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // Nothing is ever written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A chunked stream cannot be sought.");

    public override void SetLength(long value) => throw new NotSupportedException("A chunked stream cannot be written.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A chunked stream cannot be written.");

    protected override void Dispose(bool disposing)
    {
        _sizes.Dispose();
        base.Dispose(disposing);
    }
}

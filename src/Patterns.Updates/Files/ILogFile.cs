namespace Patterns.Updates.Files;

/// <summary>A file of a log. Reads may run beside one write.</summary>
internal interface ILogFile : IDisposable
{
    long Length { get; }

    // Writing and flushing block: what follows them waits for the disk anyway, and no system flushes asynchronously.
    void Write(ReadOnlySpan<byte> bytes, long position);

    /// <summary>Makes everything durable that was written.</summary>
    void Flush();

    void SetLength(long length);

    /// <summary>Reads up to the length of the buffer; less only at the end of the file.</summary>
    int Read(Span<byte> buffer, long position);

    /// <inheritdoc cref="Read"/>
    ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken);
}

using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Patterns.Updates.Sse;

namespace Patterns.Updates;

/// <summary>
/// Reads an event stream, such as the body of a <c>text/event-stream</c> answer, strictly as the HTML Standard has it (section 9.2), with no garbage
/// per event. For one reader at a time.
/// </summary>
/// <example>
/// <code>
/// while (await reader.WaitToReadAsync(cancellationToken))
/// {
///     while (reader.TryRead(out EventStreamItem item)) { Handle(item.Type, item.Data); }
/// }
/// </code>
/// </example>
public sealed class EventStreamReader : IAsyncDisposable
{
    private const int BufferBytes = 16 * 1024;
    private readonly PipeReader _pipe;
    private readonly EventStreamParser _parser;
    private ReadOnlySequence<byte>.Enumerator _segments;
    private ReadOnlyMemory<byte> _segment;
    private int _read;
    private SequencePosition _end;
    private bool _holdsBuffer;

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The bytes; disposed with the reader.</param>
    /// <param name="options">Bounds; null means the defaults.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public EventStreamReader(Stream stream, EventStreamReaderOptions? options = null)
        : this(PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes)), options)
    {
    }

    /// <summary>Reads a pipe.</summary>
    /// <param name="pipe">The bytes; completed with the reader.</param>
    /// <param name="options">Bounds; null means the defaults.</param>
    /// <exception cref="ArgumentNullException">The pipe is null.</exception>
    public EventStreamReader(PipeReader pipe, EventStreamReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        options ??= new EventStreamReaderOptions();
        _pipe = pipe;
        _parser = new EventStreamParser(options.MaxEventBytes, options.Comments);
    }

    /// <summary>
    /// The <c>id</c> that holds for the item just read, in UTF-8: that of its event, or of the last one before it that had one. Empty for none. Valid
    /// until the next item is read. What a client sends as <c>Last-Event-ID</c> when it connects again.
    /// </summary>
    public ReadOnlySpan<byte> LastEventId => _parser.LastEventId;

    /// <summary>The last <c>retry</c> field: how long a client waits before it connects again. Null before the first one.</summary>
    public TimeSpan? ReconnectionTime => _parser.ReconnectionTime;

    /// <summary>Reads the next item of the bytes that have come.</summary>
    /// <param name="item">The item; valid until the next call of the reader.</param>
    /// <returns>False when there is none; <see cref="WaitToReadAsync"/> waits for more bytes.</returns>
    /// <exception cref="EventTooLargeException">An event or a line is larger than allowed. The reader is of no further use.</exception>
    public bool TryRead(out EventStreamItem item)
    {
        do
        {
            ReadOnlySpan<byte> input = _segment.Span[_read..];
            bool found = _parser.TryRead(ref input, out item);
            _read = _segment.Length - input.Length;
            if (found)
            {
                return true;
            }
        }
        while (MoveToNextSegment());
        return false;
    }

    /// <summary>Waits for bytes, which may or may not complete an item. To be called when <see cref="TryRead"/> has returned false.</summary>
    /// <param name="cancellationToken">Cancels the wait; the reader can be used further.</param>
    /// <returns>False when the stream has ended. An event without its blank line is not handed on then, as the standard demands.</returns>
    /// <exception cref="IOException">The stream broke.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default)
    {
        if (_read < _segment.Length)
        {
            return true;
        }

        if (_holdsBuffer)
        {
            _holdsBuffer = false;
            _pipe.AdvanceTo(_end);
        }

        ReadResult read = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
        _holdsBuffer = true;
        _end = read.Buffer.End;
        _segments = read.Buffer.GetEnumerator();
        return MoveToNextSegment() || !read.IsCompleted;
    }

    /// <summary>Disposes the stream or completes the pipe.</summary>
    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    internal void StartAfter(ReadOnlySpan<byte> lastEventId) => _parser.StartAfter(lastEventId);

    private bool MoveToNextSegment()
    {
        _segment = default;
        _read = 0;
        while (_segments.MoveNext())
        {
            _segment = _segments.Current;
            if (!_segment.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}

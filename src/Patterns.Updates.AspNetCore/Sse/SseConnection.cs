using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>
/// One open stream. Whoever has something to say calls <see cref="Deliver"/>; the first to come writes, and while a flush waits for the client
/// everybody else passes by. So there is no task, no queue and no lock per connection, and a slow client costs nobody else anything.
/// </summary>
internal sealed class SseConnection
{
    private const int Idle = 0;
    private const int Writing = 1;
    private const int Ended = 2;

    // Large enough for few system calls, small enough that a thousand slow clients do not hold much between them.
    private const int MaxBytesPerFlush = 32 * 1024;
    private const long NotPending = long.MaxValue;

    private readonly HttpContext _context;
    private readonly PipeWriter _writer;
    private readonly Audience _audience;
    private readonly StreamClock _clock;
    private readonly TaskCompletionSource<StreamEnd> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Frame? _frame;
    private ReadOnlyMemory<byte> _rest;
    private StreamPosition _position;
    private bool _isPositionSaid = true;
    private bool _isHeartbeatDue;
    private int _state = Writing;
    private int _end;
    private ConfiguredValueTaskAwaitable<FlushResult>.ConfiguredValueTaskAwaiter _flush;
    private Action? _resume;
    private long _lastWriteTicks;
    private long _pendingSinceTicks = NotPending;

    public SseConnection(HttpContext context, Audience audience, StreamClock clock)
    {
        _context = context;
        _writer = context.Response.BodyWriter;
        _audience = audience;
        _clock = clock;
        _lastWriteTicks = clock.Now.Ticks;
    }

    /// <summary>Index in the audience's list; −1 when not in it. Guarded by the audience.</summary>
    public int Place { get; set; } = -1;

    /// <summary>When the stream ends in any case.</summary>
    public TimeSpan EndsAt { get; init; }

    /// <summary>The wave of a shutdown in which the stream ends.</summary>
    public int Wave { get; init; }

    /// <summary>The least cursor that this client may be given, because it had a smaller one.</summary>
    public long LeastCursor { get; init; }

    /// <summary>Why the stream is to end; <see cref="StreamEnd.None"/> while it is not.</summary>
    public StreamEnd Ending => (StreamEnd)Volatile.Read(ref _end);

    /// <summary>Completes when the stream has ended and nobody writes to it any more. Only for a stream that went live.</summary>
    public Task<StreamEnd> Completion => _done.Task;

    // The frame is gone when somebody else has taken over and ended the stream meanwhile.
    private bool HasWork => _frame is { Next: not null } || Volatile.Read(ref _isHeartbeatDue) || Ending != StreamEnd.None;

    private long Lag => _frame is { } frame ? _audience.Tail.EndBytes - frame.EndBytes : 0;

    /// <summary>Writes a batch that this client alone has missed. Only before the stream goes live.</summary>
    /// <param name="updates">The updates.</param>
    /// <param name="position">Where the stream stands behind them.</param>
    /// <param name="mustSayPosition">The position is written even if there are no updates.</param>
    public void WriteBatch(IReadOnlyList<Update> updates, StreamPosition position, bool mustSayPosition)
    {
        var count = FrameEncoder.WriteUpdates(_writer, _audience.Format, updates);
        if (mustSayPosition || position.IsClosed)
        {
            FrameEncoder.WritePosition(_writer, _audience.Format, position);
        }
        else
        {
            FrameEncoder.WritePositionOfBatch(_writer, _audience.Format, count, position);
        }
    }

    /// <summary>Sends what has been written before the stream goes live.</summary>
    /// <returns>False when the stream is to end.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        Volatile.Write(ref _pendingSinceTicks, _clock.Now.Ticks);
        var result = await _writer.FlushAsync().ConfigureAwait(false);
        Volatile.Write(ref _pendingSinceTicks, NotPending);
        Volatile.Write(ref _lastWriteTicks, _clock.Now.Ticks);
        return !result.IsCompleted && Ending == StreamEnd.None;
    }

    /// <summary>Goes live: everything up to a position has been sent, the rest comes from the frames behind one.</summary>
    public void GoLive(Frame frame, StreamPosition position)
    {
        _frame = frame;
        _position = position;
        Interlocked.Exchange(ref _state, Idle);
        Deliver();
    }

    /// <summary>Ends the stream as soon as nothing is being written.</summary>
    public void End(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, (int)end, (int)StreamEnd.None);
        Deliver();
    }

    /// <summary>Ends the stream now, whatever is being written.</summary>
    public void Break(StreamEnd end)
    {
        End(end);
        if (Volatile.Read(ref _state) != Ended)
        {
            _context.Abort();
        }
    }

    /// <summary>Writes what there is to write, unless somebody is writing already, who then sees it.</summary>
    public void Deliver()
    {
        if (Volatile.Read(ref _state) == Writing)
        {
            CutIfLagging();
        }

        while (Interlocked.CompareExchange(ref _state, Writing, Idle) == Idle)
        {
            if (!WriteAll())
            {
                return;
            }

            // The exchange is a full fence: what came while we wrote is seen here, or its bringer sees the connection idle.
            Interlocked.Exchange(ref _state, Idle);
            if (!HasWork)
            {
                return;
            }
        }
    }

    /// <summary>Looks at the clock: heartbeat, lifetime, and whether the client takes what it is sent.</summary>
    public void Tick()
    {
        if (_clock.Now >= EndsAt)
        {
            End(StreamEnd.Lifetime);
        }

        if (Volatile.Read(ref _state) == Writing)
        {
            CutIfLagging();
        }
        else if (_clock.Now.Ticks - Volatile.Read(ref _lastWriteTicks) >= _clock.Heartbeat.Ticks)
        {
            Volatile.Write(ref _isHeartbeatDue, true);
            Deliver();
        }
    }

    private void CutIfLagging()
    {
        var since = Volatile.Read(ref _pendingSinceTicks);
        if (since != NotPending && (_clock.Now.Ticks - since >= _clock.Stall.Ticks || Lag > _clock.MaxLagBytes)
            && Interlocked.CompareExchange(ref _end, (int)StreamEnd.Lagging, (int)StreamEnd.None) == (int)StreamEnd.None)
        {
            // The pending flush comes back at once and finds the end.
            _context.Abort();
        }
    }

    /// <summary>Writes until nothing is left.</summary>
    /// <returns>False when a flush is pending, which goes on by itself, or the stream has ended.</returns>
    private bool WriteAll()
    {
        while (true)
        {
            if (Ending != StreamEnd.None)
            {
                Finish();
                return false;
            }

            if (!TryWrite(out var flush))
            {
                if (!_position.IsClosed && Ending == StreamEnd.None)
                {
                    return true;
                }

                Interlocked.CompareExchange(ref _end, (int)StreamEnd.Closed, (int)StreamEnd.None);
                continue;
            }

            if (!flush.IsCompleted)
            {
                _flush = flush.ConfigureAwait(false).GetAwaiter();
                Volatile.Write(ref _pendingSinceTicks, _clock.Now.Ticks);
                _flush.UnsafeOnCompleted(_resume ??= Resume);
                return false;
            }

            Look(flush.ConfigureAwait(false).GetAwaiter());
        }
    }

    /// <summary>Writes some and begins to send it. A connection that breaks meanwhile ends its own stream and disturbs nobody else's.</summary>
    private bool TryWrite(out ValueTask<FlushResult> flush)
    {
        flush = default;
        try
        {
            if (!WriteSome())
            {
                return false;
            }

            Volatile.Write(ref _lastWriteTicks, _clock.Now.Ticks);
            flush = _writer.FlushAsync();
            return true;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or InvalidOperationException)
        {
            Interlocked.CompareExchange(ref _end, (int)StreamEnd.Gone, (int)StreamEnd.None);
            return false;
        }
    }

    private void Resume()
    {
        Volatile.Write(ref _pendingSinceTicks, NotPending);
        Look(_flush);
        if (WriteAll())
        {
            Interlocked.Exchange(ref _state, Idle);
            if (HasWork)
            {
                Deliver();
            }
        }
    }

    private void Look(ConfiguredValueTaskAwaitable<FlushResult>.ConfiguredValueTaskAwaiter flush)
    {
        var isGone = true;
        try
        {
            var result = flush.GetResult();
            isGone = result.IsCompleted || result.IsCanceled;
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The connection broke; the client resumes from its cursor.
        }

        if (isGone)
        {
            Interlocked.CompareExchange(ref _end, (int)StreamEnd.Gone, (int)StreamEnd.None);
        }
    }

    private void Finish()
    {
        Interlocked.Exchange(ref _state, Ended);
        _frame = null;
        _rest = default;
        _done.TrySetResult(Ending);
    }

    private bool WriteSome()
    {
        var room = MaxBytesPerFlush;
        while (room > 0)
        {
            if (_rest.IsEmpty)
            {
                if (_frame!.Next is not { } next)
                {
                    break;
                }

                _rest = BytesOf(next);
                _frame = next;

                // A client that caught up by itself may be ahead of the frames; they lead on from where it is, never back.
                if (next.Position.Next > _position.Next || next.Position.IsClosed)
                {
                    _isPositionSaid = _rest.Length > 0;
                    _position = next.Position;
                }

                continue;
            }

            var length = Math.Min(room, _rest.Length);
            _writer.Write(_rest.Span[..length]);
            _rest = _rest[length..];
            room -= length;
        }

        var isHeartbeat = Volatile.Read(ref _isHeartbeatDue);
        Volatile.Write(ref _isHeartbeatDue, false);
        if (room == MaxBytesPerFlush && isHeartbeat)
        {
            WriteHeartbeat();
            return true;
        }

        return room < MaxBytesPerFlush;
    }

    // What a filter left out has moved the cursor on without a word; the heartbeat says so.
    private void WriteHeartbeat()
    {
        if (_isPositionSaid)
        {
            _writer.Write(FrameEncoder.Heartbeat);
            return;
        }

        _isPositionSaid = true;
        FrameEncoder.WritePosition(_writer, _audience.Format, _position with { Cursor = Math.Max(_position.Cursor, LeastCursor) });
    }

    private ReadOnlyMemory<byte> BytesOf(Frame frame)
    {
        var format = _audience.Format;
        var position = frame.Position;
        var isRead = position.Next <= _position.Next && !position.IsClosed;
        var isPartlyRead = frame.From < _position.Next && position.Next > _position.Next;
        if (isRead)
        {
            return default;
        }

        if (!isPartlyRead && (LeastCursor <= position.Cursor || frame.Bytes.Length == frame.DataLength))
        {
            return frame.Bytes;
        }

        var buffer = new ArrayBufferWriter<byte>(frame.Bytes.Length + 64);
        FrameEncoder.WriteBatch(
            buffer,
            format,
            isPartlyRead ? [.. frame.Updates.Where(update => update.Offset > _position.Next)] : frame.Updates,
            position with { Cursor = Math.Max(position.Cursor, LeastCursor) });
        return buffer.WrittenMemory;
    }
}

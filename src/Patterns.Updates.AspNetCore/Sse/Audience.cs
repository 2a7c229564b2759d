using System.Buffers;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>
/// The connections to one feed that get the same bytes. An update is encoded once for all of them. Members are safe for use by several threads;
/// <see cref="Publish"/> is called by one at a time.
/// </summary>
internal sealed class Audience(StreamFormat format, UpdateOffset position)
{
    private readonly Lock _lock = new();
    private readonly List<SseConnection> _members = [];
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private Frame _tail = new(position);
    private SseConnection[]? _snapshot;

    /// <summary>What the connections have in common.</summary>
    public StreamFormat Format => format;

    /// <summary>The newest frame.</summary>
    public Frame Tail => Volatile.Read(ref _tail);

    /// <summary>Connections that are attached or about to be; guarded by the broadcast's lock.</summary>
    public int Holders { get; set; }

    /// <summary>The connections at this moment.</summary>
    public SseConnection[] Members
    {
        get
        {
            lock (_lock)
            {
                return _snapshot ??= [.. _members];
            }
        }
    }

    /// <summary>Adds a connection: from now on it is told of new frames.</summary>
    public void Join(SseConnection connection)
    {
        lock (_lock)
        {
            connection.Place = _members.Count;
            _members.Add(connection);
            _snapshot = null;
        }
    }

    /// <summary>Removes a connection, if it has joined.</summary>
    public void Leave(SseConnection connection)
    {
        lock (_lock)
        {
            if (connection.Place < 0)
            {
                return;
            }

            var last = _members[^1];
            _members[connection.Place] = last;
            last.Place = connection.Place;
            _members.RemoveAt(_members.Count - 1);
            connection.Place = -1;
            _snapshot = null;
        }
    }

    /// <summary>Encodes a batch and appends it to the chain. The connections are told afterwards.</summary>
    /// <returns>How many of the updates the format lets through.</returns>
    public int Publish(IReadOnlyList<Update> updates, StreamPosition position)
    {
        _buffer.ResetWrittenCount();
        var count = FrameEncoder.WriteUpdates(_buffer, format, updates);
        var dataLength = _buffer.WrittenCount;
        FrameEncoder.WritePositionOfBatch(_buffer, format, count, position);
        var frame = new Frame(_tail, updates, position, _buffer.WrittenSpan.ToArray(), dataLength);
        _tail.Next = frame;
        Volatile.Write(ref _tail, frame);
        return count;
    }
}

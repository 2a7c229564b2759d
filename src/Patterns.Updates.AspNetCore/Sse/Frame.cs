namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>
/// A batch of updates, encoded once, in the chain of an <see cref="Audience"/>. Connections hold the last frame they wrote and follow
/// <see cref="Next"/>, so the chain is as long as the slowest of them is behind, and nobody has a queue.
/// </summary>
internal sealed class Frame
{
    private Frame? _next;

    /// <summary>Where the chain begins: nothing is in it.</summary>
    public Frame(UpdateOffset position)
    {
        From = position;
        Position = new StreamPosition(position, 0, false, false);
        Updates = [];
    }

    public Frame(Frame previous, IReadOnlyList<Update> updates, StreamPosition position, byte[] bytes, int dataLength)
    {
        From = previous.Position.Next;
        Updates = updates;
        Position = position;
        Bytes = bytes;
        DataLength = dataLength;
        EndBytes = previous.EndBytes + bytes.Length;
    }

    /// <summary>The cursor before the batch.</summary>
    public UpdateOffset From { get; }

    /// <summary>Where a stream stands behind the batch.</summary>
    public StreamPosition Position { get; }

    /// <summary>What was encoded, for the rare connection that has read a part of it already.</summary>
    public IReadOnlyList<Update> Updates { get; }

    /// <summary>The events with the updates, and behind them, where the format has it, the event that says where the stream stands.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Bytes of the events with the updates.</summary>
    public int DataLength { get; }

    /// <summary>Bytes of the chain up to the end of this frame, from its beginning.</summary>
    public long EndBytes { get; }

    /// <summary>The frame that follows; null at the tail.</summary>
    public Frame? Next
    {
        get => Volatile.Read(ref _next);
        set => Volatile.Write(ref _next, value);
    }
}

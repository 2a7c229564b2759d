using Patterns.Updates.Connecting;
using Patterns.Updates.Following.Reading;

namespace Patterns.Updates.Following;

/// <summary>One answer that is an event stream.</summary>
internal sealed class FeedStream(HttpResponseMessage answer, EventStreamReader reader, SseDecoder decoder, ReadDeadline deadline) : IAsyncDisposable
{
    /// <summary>Whether anything has come.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether the server is one of plain events.</summary>
    public bool IsPlain => decoder.IsPlain;

    /// <summary>Whether the wait was given up because nothing came.</summary>
    public bool IsSilent => deadline.IsExpired;

    /// <summary>What the server named in <c>retry:</c>; null for nothing.</summary>
    public TimeSpan? ReconnectionTime => reader.ReconnectionTime;

    /// <summary>The place behind what has been read.</summary>
    public FeedCursor Position
    {
        get
        {
            decoder.Prime(reader.LastEventId);
            return decoder.Position;
        }
    }

    /// <summary>Reads what has come.</summary>
    public bool TryRead(out FeedBatch batch)
    {
        if (reader.TryRead(out EventStreamItem item))
        {
            batch = decoder.Decode(item.Type, item.Data, reader.LastEventId);
            return true;
        }

        batch = default;
        return false;
    }

    /// <summary>Waits for more.</summary>
    /// <param name="patience">How long.</param>
    /// <returns>False when the stream has ended.</returns>
    public async ValueTask<bool> WaitAsync(TimeSpan patience)
    {
        deadline.Restart(patience);
        bool came = await reader.WaitToReadAsync(deadline.Token).ConfigureAwait(false);
        HasBegun |= came;
        return came;
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync().ConfigureAwait(false);
        answer.Dispose();
        deadline.Dispose();
    }
}

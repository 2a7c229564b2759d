namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>An update that an endpoint has not been told yet, or whose attempts failed so far.</summary>
internal sealed class PendingUpdate(UpdateOffset offset, UpdateOffset after, string? key, long number)
{
    public UpdateOffset Offset { get; } = offset;

    /// <summary>The cursor from which a read begins with it. Not always one less: a fork's updates have another epoch than those it inherited.</summary>
    public UpdateOffset After { get; } = after;

    /// <summary>What it is ordered by; null when the feed does not say, or order does not matter.</summary>
    public string? Key { get; } = key;

    /// <summary>The order of arrival.</summary>
    public long Number { get; } = number;

    /// <summary>Attempts that have failed.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this. Changed only while it is not waiting in a sorted set.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>Bytes of the payload, for fairness; a guess before the update is read.</summary>
    public int Size { get; set; }

    /// <summary>Whether the endpoint was failing when the attempt under way began.</summary>
    public bool WasFailing { get; set; }

    /// <summary>The update while it is fresh and few others are; null once an attempt failed, so that no payload is kept for days.</summary>
    public Update? Loaded { get; set; }
}

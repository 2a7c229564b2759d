namespace Patterns.Updates;

/// <summary>What is appended in one piece. Immutable; safe for use by any number of threads.</summary>
public sealed class AppendRequest
{
    /// <summary>Creates a request.</summary>
    /// <param name="updates">The updates, in order. May be empty only if <see cref="Close"/> is set; the list must not change.</param>
    /// <exception cref="ArgumentNullException">The list is null.</exception>
    public AppendRequest(IReadOnlyList<NewUpdate> updates)
    {
        ArgumentNullException.ThrowIfNull(updates);
        Updates = updates;
    }

    /// <summary>Closes the feed without appending anything.</summary>
    public static AppendRequest CloseOnly { get; } = new([]) { Close = true };

    /// <summary>The updates, in order.</summary>
    public IReadOnlyList<NewUpdate> Updates { get; }

    /// <summary>Makes the append idempotent: a batch that was appended already is not appended again. Null for none.</summary>
    public ProducerPosition? Producer { get; init; }

    /// <summary>
    /// Must be larger, by ordinal comparison, than that of every append before; 1 to 1,024 characters, null for no such check. One sequence per feed.
    /// Source: <c>Stream-Seq</c> of the Durable Streams protocol, section 5.2.
    /// </summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public string? WriterSequence
    {
        get;
        init => field = value is null or { Length: > 0 and <= NewUpdate.MaxTextLength }
            ? value
            : throw new ArgumentException($"{nameof(WriterSequence)} has 1 to {NewUpdate.MaxTextLength} characters or is null, but has {value.Length}.", nameof(value));
    }

    /// <summary>Closes the feed in the same step: nothing is appended after this. Off by default.</summary>
    public bool Close { get; init; }
}

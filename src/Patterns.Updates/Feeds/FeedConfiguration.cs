namespace Patterns.Updates;

/// <summary>How a feed is created. Immutable; compared by value when a feed is created again.</summary>
public sealed record FeedConfiguration
{
    /// <summary>What a feed has when nothing is said.</summary>
    public const string DefaultContentType = "application/json";

    /// <summary>The defaults: JSON, kept for ever.</summary>
    public static FeedConfiguration Default { get; } = new();

    /// <summary>Media type of the payloads, 1 to 1,024 characters; null for <c>application/json</c>, in a fork for that of its source. <c>IUpdateLog.Configuration</c> always has it.</summary>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    public string? ContentType
    {
        get;
        init => field = value is null or { Length: > 0 and <= NewUpdate.MaxTextLength }
            ? value
            : throw new ArgumentException($"{nameof(ContentType)} has 1 to {NewUpdate.MaxTextLength} characters or is null, but has {value.Length}.", nameof(value));
    }

    /// <summary>The feed goes when nobody has read or appended for so long, zero or more; null for never. Not together with <see cref="ExpiresAt"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public TimeSpan? TimeToLive
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value.GetValueOrDefault(), TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>The feed goes at this moment; null for never. Not together with <see cref="TimeToLive"/>.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Updates older than this may be forgotten, more than zero; null for never. Counted from the moment of appending.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan? RetainFor
    {
        get;
        init
        {
            if (value is { } time)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>The oldest updates may be forgotten while the others take more than so many bytes, 1 or more; null for no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long? RetainBytes
    {
        get;
        init
        {
            if (value is { } bytes)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(value));
            }

            field = value;
        }
    }

    /// <summary>Where the feed leaves the one that it is a fork of; null when it is none.</summary>
    public ForkPoint? Fork { get; init; }

    /// <summary>Whether the feed's payloads are JSON, one value each. Parameters such as a charset do not matter.</summary>
    public bool IsJson => MediaType.Essence(ContentType ?? DefaultContentType) == DefaultContentType;

    /// <summary>The same with everything filled in that was left open, as a backend stores it.</summary>
    /// <param name="source">The configuration of the feed that is forked; null when none is.</param>
    /// <exception cref="ArgumentException">Both <see cref="TimeToLive"/> and <see cref="ExpiresAt"/> are set.</exception>
    /// <exception cref="ForkRejectedException">The content type is not that of the source.</exception>
    public FeedConfiguration Resolve(FeedConfiguration? source = null)
    {
        if (TimeToLive is not null && ExpiresAt is not null)
        {
            throw new ArgumentException($"A feed has {nameof(TimeToLive)} or {nameof(ExpiresAt)}, not both.");
        }

        if (source is not null && ContentType is not null && !HasContentType(source.ContentType!))
        {
            throw new ForkRejectedException(Fork!, ForkRejection.ContentTypeDiffers, $"it is a feed of {source.ContentType}, and the fork was to be one of {ContentType}");
        }

        var inherits = TimeToLive is null && ExpiresAt is null;
        return this with
        {
            ContentType = ContentType ?? source?.ContentType ?? DefaultContentType,
            TimeToLive = inherits ? source?.TimeToLive : TimeToLive,
            ExpiresAt = inherits ? source?.ExpiresAt : ExpiresAt,
        };
    }

    /// <summary>Whether a feed that exists is one that this configuration could have created, so that creating it again is harmless.</summary>
    /// <param name="existing">The configuration of the feed, with everything filled in.</param>
    public bool Matches(FeedConfiguration existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        var inherits = Fork is not null && TimeToLive is null && ExpiresAt is null;
        return Fork == existing.Fork
            && (ContentType is null && Fork is not null || existing.HasContentType(ContentType ?? DefaultContentType))
            && (inherits || (TimeToLive == existing.TimeToLive && ExpiresAt == existing.ExpiresAt))
            && RetainFor == existing.RetainFor && RetainBytes == existing.RetainBytes;
    }

    private bool HasContentType(string other) => MediaType.Essence(ContentType ?? DefaultContentType) == MediaType.Essence(other);
}

namespace Patterns.Updates;

/// <summary>A wake subscription at one moment. Immutable; holds no secret.</summary>
public sealed record WakeSubscription
{
    /// <summary>Names it.</summary>
    public required string Id { get; init; }

    /// <summary>What it was made to be; the feeds that are named may have changed since.</summary>
    public required WakeConfiguration Configuration { get; init; }

    /// <summary>The feeds that it follows, in the order of their names.</summary>
    public required IReadOnlyList<WakeFeed> Streams { get; init; }

    /// <summary>Where its control URLs begin, without a slash at the end.</summary>
    public required string ControlUrl { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether the last attempt to wake somebody failed and is to be repeated.</summary>
    public bool IsFailing { get; init; }
}

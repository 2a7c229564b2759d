namespace Patterns.Updates;

/// <summary>What a <see cref="FeedNotice"/> is about.</summary>
public enum FeedNoticeKind
{
    /// <summary>A pattern got through, the first time or after an interruption or a change.</summary>
    Connected = 0,

    /// <summary>An attempt failed or a connection broke.</summary>
    Interrupted = 1,

    /// <summary>The server cannot go on from the cursor.</summary>
    Gap = 2,
}

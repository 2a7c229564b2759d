namespace Patterns.Updates;

/// <summary>How a client learns of updates.</summary>
public enum FeedPattern
{
    /// <summary>One answer that stays open and carries updates as Server-Sent Events: the least delay.</summary>
    ServerSentEvents = 0,

    /// <summary>A request that is answered when there is something new: passes where streams are held back.</summary>
    LongPoll = 1,

    /// <summary>A request from time to time: passes everywhere.</summary>
    Poll = 2,
}

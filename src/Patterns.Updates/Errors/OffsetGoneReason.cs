namespace Patterns.Updates;

/// <summary>Why a feed cannot go on from a cursor.</summary>
public enum OffsetGoneReason
{
    /// <summary>Updates behind it were forgotten, by age, by size or by a trim.</summary>
    Forgotten,

    /// <summary>It is of another incarnation: another feed, or one of the same name that was deleted.</summary>
    Foreign,

    /// <summary>It lies behind the tail: the feed lost updates that had been read, which only one that is not durable does.</summary>
    Ahead,
}

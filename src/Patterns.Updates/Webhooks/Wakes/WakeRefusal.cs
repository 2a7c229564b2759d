namespace Patterns.Updates;

/// <summary>Why something is not done to a wake subscription.</summary>
public enum WakeRefusal
{
    /// <summary>There is no such subscription.</summary>
    NotFound,

    /// <summary>There is one of this id that was made differently.</summary>
    Exists,

    /// <summary>There are as many subscriptions, or feeds of one, as are allowed.</summary>
    TooMany,

    /// <summary>Webhooks are not offered: the server has no key to sign them with.</summary>
    NotOffered,

    /// <summary>The token is none of this subscription.</summary>
    WrongToken,

    /// <summary>The wake is over: acknowledged, released, or its lease ran out.</summary>
    Fenced,

    /// <summary>Another worker has the wake.</summary>
    AlreadyClaimed,

    /// <summary>There is nothing to do.</summary>
    NothingPending,
}

namespace Patterns.Updates;

/// <summary>What the verification of a webhook found. Only <see cref="Verified"/> may be acted on.</summary>
public enum WebhookOutcome
{
    /// <summary>A header that the scheme needs is absent or empty. This is the default.</summary>
    MissingHeader,

    /// <summary>One key's signature is right and the time is within the tolerance.</summary>
    Verified,

    /// <summary>A header is there but cannot be read: a time that is no number, an id that is too long or not printable ASCII.</summary>
    MalformedHeader,

    /// <summary>It was sent longer ago than the tolerance allows: a replay, or a clock that is wrong.</summary>
    TooOld,

    /// <summary>It claims to be from the future, further than the tolerance allows: a clock that is wrong.</summary>
    TooNew,

    /// <summary>None of its signatures is in a version that one of the keys can check.</summary>
    UnsupportedVersion,

    /// <summary>None of its signatures is right: another secret, or a changed message.</summary>
    WrongSignature,
}

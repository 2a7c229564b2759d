namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>Why a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>It has not.</summary>
    None,

    /// <summary>It had its time; the client comes back and resumes.</summary>
    Lifetime,

    /// <summary>The feed is closed and everything has been sent.</summary>
    Closed,

    /// <summary>The client did not take what it was sent; it comes back and resumes.</summary>
    Lagging,

    /// <summary>The client went.</summary>
    Gone,

    /// <summary>The server stops.</summary>
    Shutdown,

    /// <summary>The feed was deleted or cannot be read.</summary>
    Failed,
}

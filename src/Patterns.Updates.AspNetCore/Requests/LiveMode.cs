namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>How a reader learns of what comes after the tail.</summary>
internal enum LiveMode
{
    /// <summary>Not at all: the answer comes at once. The default.</summary>
    None,

    /// <summary>The answer waits for the next update.</summary>
    LongPoll,

    /// <summary>The answer stays open and carries updates as Server-Sent Events.</summary>
    Sse,
}

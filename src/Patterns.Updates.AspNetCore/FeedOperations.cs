namespace Patterns.Updates.AspNetCore;

/// <summary>What can be done to a feed over HTTP.</summary>
[Flags]
public enum FeedOperations
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>GET and HEAD: reading updates and looking at where a feed stands.</summary>
    Read = 1,

    /// <summary>PUT: creating a feed, also as a fork of another, which then must be readable too.</summary>
    Create = 2,

    /// <summary>POST: appending updates.</summary>
    Append = 4,

    /// <summary>POST with <c>Stream-Closed: true</c>: closing a feed for good.</summary>
    Close = 8,

    /// <summary>DELETE: deleting a feed and its updates.</summary>
    Delete = 16,

    /// <summary>Everything.</summary>
    All = Read | Create | Append | Close | Delete,
}

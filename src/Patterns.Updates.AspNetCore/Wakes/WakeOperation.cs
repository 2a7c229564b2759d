namespace Patterns.Updates.AspNetCore;

/// <summary>What can be done to wake subscriptions over HTTP. Workers acknowledge and release with the token of their wake and are not asked.</summary>
public enum WakeOperation
{
    /// <summary>Looking at one, with the names and ends of its feeds.</summary>
    Read,

    /// <summary>Making one, and naming feeds of it. Whoever may has the server send requests and sees the names of the feeds that fit a pattern.</summary>
    Write,

    /// <summary>Ending one.</summary>
    Delete,

    /// <summary>Taking a wake to work on.</summary>
    Claim,
}

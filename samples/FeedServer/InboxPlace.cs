namespace FeedServer;

/// <summary>Where the page finds what is received from now on.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Offset">The cursor to begin after.</param>
internal sealed record InboxPlace(string Feed, string Offset);

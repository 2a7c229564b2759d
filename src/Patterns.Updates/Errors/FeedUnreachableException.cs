using Patterns.Core;

namespace Patterns.Updates;

/// <summary>Nothing has got through to a feed for as long as the client was told to try. Code <c>updates.unreachable</c>.</summary>
public sealed class FeedUnreachableException : PatternsException
{
    internal FeedUnreachableException(Uri url, TimeSpan duration, string reason, Exception? innerException)
        : base(
            "updates.unreachable",
            $"{url.GetLeftPart(UriPartial.Path)} could not be followed for {duration}, the last time because: {reason} "
            + "See to the server or the network, and follow it again from the last cursor; nothing is lost by that.",
            innerException)
    {
        Url = url;
        Duration = duration;
    }

    /// <summary>The feed.</summary>
    public Uri Url { get; }

    /// <summary>For how long nothing got through.</summary>
    public TimeSpan Duration { get; }
}

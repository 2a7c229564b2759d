using Patterns.Core;

namespace Patterns.Updates;

/// <summary>What a server answered is not what a client that follows it can read. Code <c>updates.answer</c>.</summary>
public sealed class ServerAnswerException : PatternsException
{
    internal ServerAnswerException(Uri url, string problem, Exception? innerException = null)
        : base("updates.answer", $"{url.GetLeftPart(UriPartial.Path)} answered with what cannot be followed: {problem}", innerException)
    {
        Url = url;
    }

    /// <summary>What was asked for.</summary>
    public Uri Url { get; }
}

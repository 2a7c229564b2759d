using System.Net;

namespace Patterns.Updates;

/// <summary>Why an <see cref="EventStreamClient"/> has no connection for the moment, and when it tries again.</summary>
/// <param name="Reason">What happened, as a sentence.</param>
/// <param name="Delay">How long it waits.</param>
public sealed record EventStreamInterruption(string Reason, TimeSpan Delay)
{
    /// <summary>The status that the server answered with; null when there was no answer, or when it was 200.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The error of the connection; null when there was none.</summary>
    public Exception? Exception { get; init; }
}

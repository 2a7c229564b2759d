using System.Net;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// A network that loses its temper: refuses connections, answers for the server, cuts answers short, holds them back and hands them on in crumbs. And
/// one that lets through a single pattern, if told so.
/// </summary>
internal sealed class FaultyHandler(HttpMessageHandler inner, Random random, Func<FeedPattern?> only) : DelegatingHandler(inner)
{
    /// <summary>What it did, by kind.</summary>
    public Dictionary<string, int> Faults { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        FeedPattern pattern = PatternOf(request);
        if (only() is { } allowed && pattern != allowed)
        {
            return new HttpResponseMessage(HttpStatusCode.NotImplemented);
        }

        switch (Roll())
        {
            case < 4:
                throw Count("refused", new HttpRequestException("The connection was refused."));
            case < 7:
                return Count("busy", Busy());
            case < 9:
                return Count("answered by something between", new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Sign in</html>") });
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        FaultyStream.Fault fault = Roll() switch
        {
            < 2 => FaultyStream.Fault.Stall,
            < 35 => FaultyStream.Fault.Break,
            < 50 when pattern == FeedPattern.ServerSentEvents => FaultyStream.Fault.End,
            _ => FaultyStream.Fault.None,
        };
        Count(fault.ToString(), fault);
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var content = new StreamContent(new FaultyStream(body, fault, Place(), crumbs: Roll() < 30 ? random.Next(1, 64) : int.MaxValue));
        foreach ((string name, IEnumerable<string> values) in answer.Content.Headers)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        answer.Content = content;
        return answer;
    }

    private static FeedPattern PatternOf(HttpRequestMessage request)
    {
        string query = request.RequestUri!.Query;
        return query.Contains("live=sse", StringComparison.Ordinal) ? FeedPattern.ServerSentEvents
            : query.Contains("live=long-poll", StringComparison.Ordinal) ? FeedPattern.LongPoll
            : FeedPattern.Poll;
    }

    private static HttpResponseMessage Busy()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        answer.Headers.TryAddWithoutValidation("Retry-After", "0");
        return answer;
    }

    private int Roll() => random.Next(100);

    // Anywhere from the first byte to some 100 kB in, small places as likely as large ones.
    private int Place() => (int)Math.Pow(10, 5 * random.NextDouble());

    private T Count<T>(string kind, T result)
    {
        Faults[kind] = Faults.GetValueOrDefault(kind) + 1;
        return result;
    }
}

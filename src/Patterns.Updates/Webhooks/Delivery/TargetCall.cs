using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>One request to a target within the time that targets have. Never throws for what a target or the network does. Thread safe.</summary>
internal sealed class TargetCall(HttpMessageInvoker client, TimeSpan answerTimeout, TimeProvider time)
{
    private static readonly ProductInfoHeaderValue Agent = new("Patterns-Webhooks", "1.0");

    /// <summary>A request with a body, as all of ours are.</summary>
    public static HttpRequestMessage Post(Uri url, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type) => new(HttpMethod.Post, url)
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = type } },
        Headers = { UserAgent = { Agent } },
    };

    /// <summary>Sends a request and says what came of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="judge">Looks at the answer while the time runs on.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    public async Task<AttemptOutcome> SendAsync(
        HttpRequestMessage request, Func<HttpResponseMessage, DateTimeOffset, CancellationToken, Task<AttemptOutcome>> judge, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(answerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return await judge(response, time.GetUtcNow(), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptOutcome(AttemptKind.Abandoned);
        }
        catch (OperationCanceledException)
        {
            return new AttemptOutcome(AttemptKind.Failed, $"did not answer within {answerTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or AuthenticationException or WebhookTargetRefusedException)
        {
            return new AttemptOutcome(AttemptKind.Failed, Explain(failure));
        }
    }

    private static string Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is WebhookTargetRefusedException or AuthenticationException or SocketException)
            {
                return $"could not be reached: {cause.Message}";
            }
        }

        return $"could not be reached: {failure.Message}";
    }
}

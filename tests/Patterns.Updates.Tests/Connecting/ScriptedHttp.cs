using System.Net;
using System.Text;

namespace Patterns.Updates.Tests.Connecting;

/// <summary>A server inside the process: answers each request with the next answer of a script, and remembers what it was asked.</summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>> _script = new();

    /// <summary>The requests so far.</summary>
    public List<RecordedRequest> Requests { get; } = [];

    /// <summary>A client of this server.</summary>
    public HttpClient Client() => new(this, disposeHandler: false) { BaseAddress = new Uri("http://server.test/") };

    /// <summary>Answers the next request so.</summary>
    public ScriptedHttp Then(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        _script.Enqueue((request, _) => Task.FromResult(answer(request)));
        return this;
    }

    /// <summary>Answers the next request with an event stream that ends after the text.</summary>
    public ScriptedHttp ThenStream(string text) => Then(_ => Stream(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    /// <summary>Answers the next request with a status.</summary>
    public ScriptedHttp ThenStatus(HttpStatusCode status, params (string Name, string Value)[] headers) => Then(_ => Status(status, headers));

    /// <summary>Breaks the connection of the next request.</summary>
    public ScriptedHttp ThenBreak() => Then(static _ => throw new HttpRequestException("refused"));

    /// <summary>Never answers the next request.</summary>
    public ScriptedHttp ThenHang()
    {
        _script.Enqueue(static async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        });
        return this;
    }

    /// <summary>An event stream.</summary>
    public static HttpResponseMessage Stream(Stream body, string contentType = "text/event-stream")
    {
        var content = new StreamContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
    }

    /// <summary>An answer with a status and a JSON body.</summary>
    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        HttpResponseMessage answer = Status(status, headers);
        answer.Content = new StringContent(body, Encoding.UTF8);
        answer.Content.Headers.Remove("Content-Type");
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return answer;
    }

    /// <summary>An answer without a body.</summary>
    public static HttpResponseMessage Status(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage(status);
        foreach ((string name, string value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string? body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer;
        lock (Requests)
        {
            var headers = request.Headers.ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            Requests.Add(new RecordedRequest(request.Method, request.RequestUri!, headers, body));
            if (!_script.TryDequeue(out answer!))
            {
                throw new InvalidOperationException($"The script has no answer for request {Requests.Count}: {request.RequestUri}");
            }
        }

        return await answer(request, cancellationToken);
    }
}

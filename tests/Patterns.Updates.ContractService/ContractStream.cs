using System.Net.Http.Headers;
using System.Text;
using System.Threading.Channels;
using Patterns.Core;

namespace Patterns.Updates.ContractService;

/// <summary>One client: follows the stream of the harness and tells the harness what it sees, in order.</summary>
internal sealed class ContractStream : IAsyncDisposable
{
    private const int MaxEventBytes = 64 * 1024 * 1024;
    private readonly CreateStreamRequest _request;
    private readonly EventStreamClient _client;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<CallbackMessage> _messages = Channel.CreateUnbounded<CallbackMessage>();
    private readonly Task _following;
    private readonly Task _reporting;

    public ContractStream(CreateStreamRequest request, HttpClient streamHttp, HttpClient callbackHttp)
    {
        _request = request;
        var delay = TimeSpan.FromMilliseconds(request.InitialDelayMs ?? 100);
        _client = new EventStreamClient(streamHttp, request.StreamUrl!, new EventStreamClientOptions
        {
            Method = new HttpMethod(request.Method ?? "GET"),
            CreateContent = request.Body is null ? null : CreateContent,
            PrepareRequest = SetHeadersAsync,
            LastEventId = request.LastEventId,
            ReconnectionTime = delay,
            MaxReconnectionTime = delay + TimeSpan.FromSeconds(1),
            ReadTimeout = request.ReadTimeoutMs is { } timeout ? TimeSpan.FromMilliseconds(timeout) : Timeout.InfiniteTimeSpan,
            Reading = new EventStreamReaderOptions { MaxEventBytes = MaxEventBytes, Comments = true },
            Interrupted = Interrupted,
        });
        _following = Task.Run(FollowAsync);
        _reporting = Task.Run(() => ReportAsync(callbackHttp));
    }

    public void Restart() => _client.Reconnect();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _following;
        await _reporting;
        _stopping.Dispose();
    }

    private static bool IsOfContent(string header) => header.StartsWith("content-", StringComparison.OrdinalIgnoreCase);

    private async Task FollowAsync()
    {
        try
        {
            await foreach (EventStreamMessage message in _client.ReadAsync(_stopping.Token))
            {
                _messages.Writer.TryWrite(CallbackMessage.Of(message));
            }
        }
        catch (PatternsException final)
        {
            _messages.Writer.TryWrite(CallbackMessage.OfError(final.Message));
        }
        catch (OperationCanceledException)
        {
            // The harness is done with this client.
        }

        _messages.Writer.TryComplete();
    }

    private async Task ReportAsync(HttpClient http)
    {
        var number = 0;
        try
        {
            await foreach (CallbackMessage message in _messages.Reader.ReadAllAsync(_stopping.Token))
            {
                number++;
                using HttpResponseMessage answer = await http.PostAsJsonAsync($"{_request.CallbackUrl}/{number}", message, CallbackMessage.Json, _stopping.Token);
            }
        }
        catch (Exception expected) when (expected is OperationCanceledException or HttpRequestException)
        {
            // The harness is done with this client.
        }
    }

    private void Interrupted(EventStreamInterruption interruption)
    {
        if (interruption.Exception is not null || interruption.StatusCode is not null)
        {
            _messages.Writer.TryWrite(CallbackMessage.OfError(interruption.Reason));
        }
    }

    private StringContent CreateContent()
    {
        var content = new StringContent(_request.Body!, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        return content;
    }

    private ValueTask SetHeadersAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach ((string name, string value) in _request.Headers ?? [])
        {
            HttpHeaders headers = IsOfContent(name) && request.Content is not null ? request.Content.Headers : request.Headers;
            headers.Remove(name);
            headers.TryAddWithoutValidation(name, value);
        }

        return ValueTask.CompletedTask;
    }
}

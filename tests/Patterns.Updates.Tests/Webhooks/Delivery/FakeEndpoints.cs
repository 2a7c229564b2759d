using System.Net;
using System.Threading.Channels;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

/// <summary>Stands for the network: every request goes to <see cref="Answer"/> and is then to be had from <see cref="Calls"/>.</summary>
internal sealed class FakeEndpoints : HttpMessageHandler
{
    private readonly Channel<FakeCall> _calls = Channel.CreateUnbounded<FakeCall>();

    public Func<FakeCall, CancellationToken, Task<HttpResponseMessage>> Answer { get; set; } = static (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

    public ChannelReader<FakeCall> Calls => _calls.Reader;

    /// <summary>The next call; fails when none comes within a minute of real time.</summary>
    public Task<FakeCall> NextAsync() => _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

    public async Task<FakeCall[]> NextAsync(int count)
    {
        var calls = new FakeCall[count];
        for (var index = 0; index < count; index++)
        {
            calls[index] = await NextAsync();
        }

        return calls;
    }

    public static Task<HttpResponseMessage> Status(int status) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var call = new FakeCall(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
                .ToDictionary(static header => header.Key, static header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase),
            body);
        _calls.Writer.TryWrite(call);
        return await Answer(call, cancellationToken);
    }
}

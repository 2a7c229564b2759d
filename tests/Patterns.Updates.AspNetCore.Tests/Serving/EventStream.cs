using System.Net.ServerSentEvents;

namespace Patterns.Updates.AspNetCore.Tests.Serving;

/// <summary>An open stream of events, read by the parser of the framework.</summary>
public sealed class EventStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly SseParser<string> _parser;

    public EventStream(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _parser = SseParser.Create(stream);
        _events = _parser.EnumerateAsync().GetAsyncEnumerator();
    }

    public HttpResponseMessage Response => _response;

    public string LastEventId => _parser.LastEventId;

    public TimeSpan Retry => _parser.ReconnectionInterval;

    /// <summary>The next event; null at the end of the stream.</summary>
    public async Task<SseItem<string>?> NextAsync()
        => await _events.MoveNextAsync().AsTask().WaitAsync(FeedHost.Patience) ? _events.Current : null;

    /// <summary>The data of the next event of a type, passing over others.</summary>
    public async Task<string> DataAsync(string type = "message")
    {
        while (await NextAsync() is { } item)
        {
            if (item.EventType == type)
            {
                return item.Data;
            }
        }

        throw new InvalidOperationException($"The stream ended before an event '{type}'.");
    }

    /// <summary>The types of all events until the stream ends.</summary>
    public async Task<List<string>> RestAsync()
    {
        List<string> types = [];
        while (await NextAsync() is { } item)
        {
            types.Add(item.EventType);
        }

        return types;
    }

    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}

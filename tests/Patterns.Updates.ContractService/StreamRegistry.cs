using System.Collections.Concurrent;

namespace Patterns.Updates.ContractService;

/// <summary>The clients that run.</summary>
internal sealed class StreamRegistry : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, ContractStream> _streams = new();
    private readonly HttpClient _streamHttp = new();
    private readonly HttpClient _callbackHttp = new();
    private int _lastId;

    public int Start(CreateStreamRequest request)
    {
        int id = Interlocked.Increment(ref _lastId);
        _streams[id] = new ContractStream(request, _streamHttp, _callbackHttp);
        return id;
    }

    public ContractStream? Find(int id) => _streams.GetValueOrDefault(id);

    public async Task<bool> StopAsync(int id)
    {
        if (!_streams.TryRemove(id, out ContractStream? stream))
        {
            return false;
        }

        await stream.DisposeAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (int id in _streams.Keys)
        {
            await StopAsync(id);
        }

        _streamHttp.Dispose();
        _callbackHttp.Dispose();
    }
}

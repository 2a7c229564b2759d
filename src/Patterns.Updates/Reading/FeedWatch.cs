namespace Patterns.Updates;

/// <summary>That somebody waits on a feed, as <see cref="FeedWatches"/> takes note of it. Disposal ends it.</summary>
public sealed class FeedWatch : IDisposable
{
    private readonly Action _end;

    internal FeedWatch(FeedSignal signal, Action end)
    {
        Signal = signal;
        _end = end;
    }

    /// <summary>Pulses when the feed may have changed.</summary>
    public FeedSignal Signal { get; }

    /// <summary>Ends it. To be called once.</summary>
    public void Dispose() => _end();
}

namespace Patterns.Updates.Postgres;

/// <summary>That somebody waits on a feed. Disposal ends it.</summary>
internal sealed class FeedWatch(FeedSignal signal, Action end) : IDisposable
{
    public FeedSignal Signal => signal;

    public void Dispose() => end();
}

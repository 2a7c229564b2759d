using Patterns.Updates.Feeds;
using Patterns.Updates.Segments;

namespace Patterns.Updates.Files;

/// <summary>A feed of a folder of feeds, opened at first use. Thread safe.</summary>
internal sealed class FeedSlot(FeedDescription feed, string folder, Func<string, ILogFolder> openFolder, SegmentLogSettings settings) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private SegmentUpdateLog? _log;
    private long _cutBytes;

    public FeedDescription Feed { get; } = feed;

    public string Folder { get; } = folder;

    public FeedLifetime Lifetime { get; } = new(feed.Configuration, settings.Clock.TimeProvider);

    public bool IsExpired => Lifetime.IsExpired;

    /// <summary>Bytes that were cut when the feed was opened, the first time that somebody asks.</summary>
    public long TakeCutBytes() => Interlocked.Exchange(ref _cutBytes, 0);

    /// <exception cref="SegmentDamagedException">The feed is not as it was written.</exception>
    public SegmentUpdateLog Open()
    {
        lock (_lock)
        {
            if (_log is null)
            {
                var segments = new SegmentSettings(Feed.Name, Feed.Configuration.ContentType!, settings.SegmentBytes, settings.IsFlushed);
                var recovered = SegmentRecovery.Open(openFolder(Folder), segments, Feed.Lineage.Epoch);
                _cutBytes = recovered.CutBytes;
                _log = new SegmentUpdateLog(Feed, recovered, Lifetime, settings);
            }

            return _log;
        }
    }

    public async ValueTask DisposeAsync()
    {
        SegmentUpdateLog? log;
        lock (_lock)
        {
            log = _log;
        }

        if (log is not null)
        {
            await log.EndAsync().ConfigureAwait(false);
            log.Dispose();
        }
    }
}

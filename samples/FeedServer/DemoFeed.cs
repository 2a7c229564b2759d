using Patterns.Updates;

namespace FeedServer;

/// <summary>Appends a number and the time to the feed "demo", so often as was said, for the page to show.</summary>
internal sealed class DemoFeed(UpdateFeeds feeds, TimeProvider time, int milliseconds) : BackgroundService
{
    /// <summary>Name of the feed.</summary>
    public const string Name = "demo";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (milliseconds == 0)
        {
            return;
        }

        var feed = feeds[Name];
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(milliseconds), time);
        for (var number = 1; await timer.WaitForNextTickAsync(stoppingToken); number++)
        {
            await feed.AppendAsync(new DemoUpdate(number, time.GetUtcNow().ToUnixTimeMilliseconds()), cancellationToken: stoppingToken);
        }
    }
}

using System.Globalization;
using Patterns.Testing;
using Xunit.Abstractions;

namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>
/// Followers forced from pattern to pattern while the network fails, the server is killed and started again, consumers stop, start and are slow, and
/// clocks jump. 100,000 updates; <c>PATTERNS_CHAOS_UPDATES=1000000</c> for more, <c>PATTERNS_CHAOS_SEED</c> for another course of events.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Followers = 3;
    private const int Outages = 4;
    private const int MaxLead = 6000;   // so that followers are at the end of the feed most of the time
    private static readonly int Total = Setting("PATTERNS_CHAOS_UPDATES", 100_000);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60 + (Total / 1000));

    [Fact]
    public async Task Every_update_comes_once_and_in_order_by_poll_long_poll_and_stream()
    {
        using var folder = new TemporaryDirectory();
        await using var server = new FeedProcess(folder.Path);

        foreach (ChaosFollower follower in await RunAsync(server, Total, takeWebhooks: false))
        {
            Assert.Equal(Total, follower.Handled);
            Assert.All(Enum.GetValues<FeedPattern>(), pattern => Assert.True(follower.ByPattern.GetValueOrDefault(pattern) > 0, $"{pattern}: {follower}"));
        }
    }

    [Fact]
    public async Task Every_update_comes_once_and_in_order_when_webhooks_are_taken_between()
    {
        using var folder = new TemporaryDirectory();
        await using var server = new FeedProcess(folder.Path);

        foreach (ChaosFollower follower in await RunAsync(server, Total / 5, takeWebhooks: true))
        {
            Assert.Equal(Total / 5, follower.Handled);
            Assert.True(follower.ByWebhook > 0, $"{follower}");
        }
    }

    private async Task<ChaosFollower[]> RunAsync(FeedProcess server, int total, bool takeWebhooks)
    {
        int seed = Setting("PATTERNS_CHAOS_SEED", 1);
        await server.StartAsync();
        using var patience = new CancellationTokenSource(Patience);
        var writer = new ChaosWriter(server, total, seed);
        await writer.CreateAsync(patience.Token);
        ChaosFollower[] followers = [.. Enumerable.Range(0, Followers).Select(index => new ChaosFollower(server, total, (seed * 100) + (index * 10), takeWebhooks))];
        Task[] work =
        [
            writer.RunAsync(() => LetFollowAsync(writer, followers, patience.Token), patience.Token),
            BreakAsync(server, writer, total, new Random(seed), patience.Token),
            .. followers.Select(follower => Task.Run(() => follower.RunAsync(patience.Token))),
        ];
        try
        {
            // The first failure ends the test, rather than the patience of the others.
            await foreach (Task done in Task.WhenEach(work))
            {
                await done;
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            Assert.Fail($"Not done within {Patience}: {writer.Appended} appended. {string.Join('\n', followers.AsEnumerable())}");
        }
        finally
        {
            await patience.CancelAsync();
            output.WriteLine(string.Join('\n', followers.AsEnumerable()));
        }

        return followers;
    }

    private static async Task LetFollowAsync(ChaosWriter writer, ChaosFollower[] followers, CancellationToken cancellationToken)
    {
        while (writer.Appended - followers.Min(static follower => follower.Handled) > MaxLead)
        {
            await Task.Delay(1, cancellationToken);
        }
    }

    // Kills the server, or stops it in good order, in the middle of it all.
    private static async Task BreakAsync(FeedProcess server, ChaosWriter writer, int total, Random random, CancellationToken cancellationToken)
    {
        for (var outage = 1; outage <= Outages; outage++)
        {
            int next = (total / (Outages + 1) * outage) + random.Next(total / 20);
            while (writer.Appended < next)
            {
                await Task.Delay(random.Next(1, 20), cancellationToken);
            }

            await (outage % 3 == 0 ? server.StopAsync() : server.KillAsync());
            await server.StartAsync();
        }
    }

    private static int Setting(string variable, int standard)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 1000 || variable.EndsWith("SEED", StringComparison.Ordinal) && value > 0
            ? value
            : standard;
}

using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Storage.S3.Tests.Server;
using Patterns.Tables;

namespace Patterns.Storage.S3.Tests;

/// <summary>Tables in a bucket: nothing is lost and nothing is doubled, whatever happens to requests.</summary>
public sealed class TablesOnS3Tests : IAsyncLifetime
{
    private S3Server? _server;

    private S3Server Server => _server!;

    public async Task InitializeAsync() => _server = await S3Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task Writers_of_one_table_lose_and_double_nothing_while_requests_fail()
    {
        const int Writers = 4;
        const int Appends = 10;
        using (var first = Server.CreateStore())
        {
            await using var store = Open(first, 0);
            await store.CreateAsync<Entry>("log");
        }

        var random = new Random(7);
        S3Fault[] faults = [S3Fault.SlowDown, S3Fault.InternalError, S3Fault.Break, S3Fault.LoseAnswer];
        Server.Plan = _ => random.Next(8) == 0 ? faults[random.Next(faults.Length)] : S3Fault.None;
        await Task.WhenAll(Enumerable.Range(1, Writers).Select(writer => Task.Run(async () =>
        {
            using var objects = Server.CreateStore(seed: writer);
            await using var store = Open(objects, writer);
            var table = await store.OpenAsync<Entry>("log");
            for (var sequence = 0; sequence < Appends; sequence++)
            {
                await table.AppendAsync([new Entry(writer, sequence), new Entry(writer, sequence)]);
            }
        })));

        Server.Plan = static _ => S3Fault.None;
        using var last = Server.CreateStore(seed: 99);
        await using var reading = Open(last, 99);
        var log = await reading.OpenAsync<Entry>("log");
        var rows = await log.Query().OrderBy(static entry => entry.Writer).ThenBy(static entry => entry.Sequence).ToListAsync();
        Assert.Equal(Writers * Appends, log.Version);
        Assert.Equal(Enumerable.Range(1, Writers).SelectMany(static writer => Enumerable.Range(0, Appends).SelectMany(sequence => Enumerable.Repeat(new Entry(writer, sequence), 2))), rows);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_recognised_by_the_table_itself()
    {
        using var impatient = Server.CreateStore(configure: static options => options.MaxAttempts = 1);   // the store does not look, so the table has to
        await using var store = Open(impatient, 1);
        var table = await store.CreateAsync<Entry>("log");
        var lost = 0;
        Server.Plan = request => request.Method != "PUT" || !request.Key.EndsWith($"{1:D20}.json", StringComparison.Ordinal) ? S3Fault.None : lost++ == 0 ? S3Fault.LoseAnswer : S3Fault.Break;

        var appended = await table.AppendAsync([new Entry(1, 1)]);

        Assert.True(lost > 0);                                       // more than one, because .NET repeats requests by itself when kept connections break
        Assert.Equal((1L, 0), (appended.Version, appended.Retries));
        Assert.Equal(1, await table.CountAsync());
        Assert.Equal(1, await table.RefreshAsync());
    }

    private static TableStore Open(S3ObjectStore objects, int seed) => new(objects, null, TimeProvider.System, new Random(1_000 + seed), NullLogger<TableStore>.Instance);

    private sealed record Entry(int Writer, int Sequence);
}

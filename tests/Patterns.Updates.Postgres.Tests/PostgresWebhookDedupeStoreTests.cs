using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Patterns.Testing;

namespace Patterns.Updates.Postgres.Tests;

public sealed class PostgresWebhookDedupeStoreTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>
{
    private readonly ManualTimeProvider _time = new();

    [PostgresTheory]
    [MemberData(nameof(WebhookDedupeScenarios.Names), MemberType = typeof(WebhookDedupeScenarios))]
    public Task It_keeps_what_every_store_promises(string scenario)
    {
        var options = New();
        return WebhookDedupeScenarios.RunAsync(scenario, time => new PostgresWebhookDedupeStore(fixture.Source, options, time));
    }

    [PostgresFact]
    public async Task One_of_several_processes_claims_a_message_and_all_know_what_is_done()
    {
        var options = New();
        using var here = Open(options);
        using var there = Open(options);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () => await (number % 2 == 0 ? here : there).ClaimAsync("a"))));
        Assert.Single(claims, static claim => claim == WebhookClaim.Claimed);
        await here.CompleteAsync("a");

        Assert.Equal(WebhookClaim.Done, await there.ClaimAsync("a"));
    }

    [PostgresFact]
    public async Task A_claim_of_a_process_that_was_killed_ends_by_itself_and_what_is_left_of_it_harms_nobody()
    {
        var options = New();
        using var slow = Open(options);
        using var other = Open(options);
        await slow.ClaimAsync("a");
        _time.Advance(options.ClaimLife - TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.InProgress, await other.ClaimAsync("a"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.Claimed, await other.ClaimAsync("a"));

        // It lived after all: its claim has ended, and that of the other is not its own to give back.
        await slow.ReleaseAsync("a");
        Assert.Equal(WebhookClaim.InProgress, await slow.ClaimAsync("a"));
        await slow.CompleteAsync("a");
        await other.ReleaseAsync("a");

        Assert.Equal(WebhookClaim.Done, await other.ClaimAsync("a"));
    }

    [PostgresFact]
    public async Task What_is_not_known_any_more_is_deleted()
    {
        var options = New();
        using var store = Open(options);
        for (var day = 0; day < 40; day++)
        {
            for (var message = 0; message < 5; message++)
            {
                await store.ClaimAsync($"claimed {day} {message}");
                await store.CompleteAsync($"{day} {message}");
            }

            _time.Advance(TimeSpan.FromDays(1));
        }

        await using var connection = await fixture.Source.OpenConnectionAsync();
        await using NpgsqlCommand count = new($"SELECT count(*) FROM {options.Schema}.webhook_messages", connection);
        Assert.InRange((long)(await count.ExecuteScalarAsync())!, 25, 35);
    }

    [PostgresFact]
    public async Task A_container_gives_it_to_receivers()
    {
        var options = New();
        ServiceCollection services = new();
        services.AddSingleton(fixture.Source).AddSingleton<TimeProvider>(_time);
        services.AddPostgresWebhookDedupe(dedupe => dedupe.Schema = options.Schema).AddPostgresWebhookDedupe();
        await using var provider = services.BuildServiceProvider();

        var store = Assert.Single(provider.GetServices<IWebhookDedupeStore>());
        await store.ClaimAsync("a");
        await store.CompleteAsync("a");

        using var other = Open(options);
        Assert.Equal(WebhookClaim.Done, await other.ClaimAsync("a"));
    }

    [Fact]
    public void Options_outside_of_their_range_are_refused()
    {
        ServiceCollection services = new();

        Assert.Throws<ArgumentException>(() => services.AddPostgresWebhookDedupe(static options => options.Schema = "x; --"));
        Assert.Throws<ArgumentException>(() => services.AddPostgresWebhookDedupe(static options => options.Life = TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => services.AddPostgresWebhookDedupe(static options => options.ClaimLife = TimeSpan.FromDays(2)));
    }

    private PostgresWebhookDedupeOptions New() => new() { Schema = fixture.NewSchema() };

    private PostgresWebhookDedupeStore Open(PostgresWebhookDedupeOptions options) => new(fixture.Source, options, _time);
}

using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

/// <summary>Without faults a flaky store keeps every promise of a store; with them it breaks exactly the ones that it says.</summary>
public sealed class FlakyObjectStoreTests : ObjectStoreContract
{
    private readonly MemoryObjectStore _inner = new();
    private readonly ManualTimeProvider _time = new();

    protected override IObjectStore Store => new FlakyObjectStore(_inner, static _ => Fault.None);

    [Fact]
    public async Task A_failure_before_has_no_effect_and_one_after_has()
    {
        var store = Flaky(FaultPlan.Script(static call => call.Operation == StoreOperation.Put, Fault.FailBefore, Fault.FailAfter));

        await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("a", default));
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("b", default));
        await store.PutAsync("c", default);

        Assert.Equal(["b", "c"], await ListAsync(""));
    }

    [Fact]
    public async Task A_repeated_put_of_an_absent_object_finds_its_own()
    {
        var store = Flaky(static _ => Fault.Repeat);

        await Assert.ThrowsAsync<ObjectExistsException>(() => store.PutAsync("a", "mine"u8.ToArray(), PutMode.IfAbsent));

        Assert.Equal("mine", await ReadTextAsync("a"));
    }

    [Fact]
    public async Task A_write_that_lands_late_is_reported_as_failed_first()
    {
        var store = Flaky(static call => call.IsChange ? Fault.LandLate(TimeSpan.FromMinutes(1)) : Fault.None);
        await using var writer = await store.CreateAsync("a", PutMode.IfAbsent);

        await Assert.ThrowsAsync<ObjectStoreException>(() => writer.CompleteAsync());
        Assert.Null(await store.HeadAsync("a"));

        _time.Advance(TimeSpan.FromMinutes(1));
        await store.SettleAsync();
        Assert.NotNull(await store.HeadAsync("a"));
    }

    [Fact]
    public async Task A_late_answer_comes_when_the_clock_says_so()
    {
        var store = Flaky(static _ => Fault.AnswerLate(TimeSpan.FromSeconds(3)));

        var put = store.PutAsync("a", default);
        await _time.WaitForTimersAsync();

        Assert.False(put.IsCompleted);
        Assert.NotNull(await _inner.HeadAsync("a"));
        _time.Advance(TimeSpan.FromSeconds(3));
        await put;
    }

    [Fact]
    public async Task A_listing_can_fail_in_the_middle()
    {
        await _inner.PutAsync("a", default);
        await _inner.PutAsync("b", default);
        var seen = new List<string>();

        await Assert.ThrowsAsync<ObjectStoreException>(async () =>
        {
            await foreach (var info in Flaky(static _ => Fault.FailAfter).ListAsync(""))
            {
                seen.Add(info.Path);
            }
        });

        Assert.Equal(["a"], seen);
    }

    [Fact]
    public async Task A_store_that_stops_answers_nothing_more()
    {
        var store = Flaky(FaultPlan.StopAt(index: 1));

        await store.PutAsync("a", default);
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.HeadAsync("a"));
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.DeleteAsync("a"));

        Assert.Equal([StoreOperation.Put, StoreOperation.Head, StoreOperation.Delete], store.Calls.Select(static call => call.Operation));
        Assert.NotNull(await _inner.HeadAsync("a"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_faults()
    {
        var first = await FailuresAsync(seed: 5);

        Assert.Equal(first, await FailuresAsync(seed: 5));
        Assert.NotEqual(first, await FailuresAsync(seed: 6));
        Assert.InRange(first.Count(static failed => failed), 20, 80);

        async Task<List<bool>> FailuresAsync(int seed)
        {
            var store = Flaky(FaultPlan.Seeded(seed, 0.5, Fault.FailBefore, Fault.FailAfter));
            var failures = new List<bool>();
            for (var index = 0; index < 100; index++)
            {
                failures.Add(await Record.ExceptionAsync(() => store.HeadAsync("a")) is not null);
            }

            return failures;
        }
    }

    private FlakyObjectStore Flaky(Func<StoreCall, Fault> plan) => new(_inner, plan, _time);
}

using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Changing;

/// <summary>Changes over a store that fails before and after the effect, answers late, repeats requests, and lets them land after their failure.</summary>
public sealed class FlakyChangeTests
{
    private const int MaxTries = 1_000;

    [Theory]
    [InlineData(1, false, 0.01)]
    [InlineData(2, true, 0.01)]
    [InlineData(3, false, 0.03)]
    [InlineData(4, true, 0.03)]
    [InlineData(5, false, 0.04)]
    [InlineData(6, true, 0.04)]
    public async Task Every_change_is_made_exactly_once_however_often_it_has_to_be_asked_for(int seed, bool vectors, double probability)
    {
        var objects = new MemoryObjectStore();
        await using var reliable = TableFixture.Store(objects, seed: 1_000 + seed);
        var created = await reliable.CreateAsync<Order>("t", builder =>
        {
            builder.Key(order => order.OrderId);
            _ = vectors ? builder.DeletionVectors() : builder;
        });
        var delay = TimeSpan.FromMilliseconds(1);
        var flaky = new FlakyObjectStore(
            objects, FaultPlan.Seeded(seed, probability, Fault.FailBefore, Fault.FailAfter, Fault.Repeat, Fault.LandLate(delay), Fault.AnswerLate(delay)));
        await using var store = TableFixture.Store(flaky, seed, new TableStoreOptions { TargetFileBytes = 16 << 10, RowsPerBatch = 200 });
        var model = new TableModel();
        for (var step = 0; step < 12; step++)
        {
            await RepeatAsync(store, new ChangeOptions { Source = "test", Sequence = step }, Change(step, model));
            model.Commit();
        }

        await flaky.SettleAsync();
        Assert.Equal(12, await created.RefreshAsync());
        for (var version = 0; version <= 12; version++)
        {
            Assert.Equal(model.At(version), TableModel.Text(await (await created.Untyped.AsOfAsync(version)).RowsAsync<Order>()));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_whose_process_dies_at_any_call_happened_whole_or_not_at_all(bool vectors)
    {
        for (var stop = 0; ; stop++)
        {
            var objects = new MemoryObjectStore();
            await using var reliable = TableFixture.Store(objects);
            var table = await reliable.CreateAsync<Order>("t", builder =>
            {
                builder.Key(order => order.OrderId);
                _ = vectors ? builder.DeletionVectors() : builder;
            });
            await table.AppendAsync(Order.Many(1, 20));
            await table.AppendAsync(Order.Many(2, 20, firstId: 21));
            var changes = Order.Many(3, 20, firstId: 15);

            await using var dying = TableFixture.Store(new FlakyObjectStore(objects, FaultPlan.StopAt(stop)), seed: 2);
            var isDone = true;
            try
            {
                await (await dying.OpenAsync<Order>("t")).UpsertAsync(changes);
            }
            catch (PatternsException)
            {
                isDone = false;
            }

            await table.RefreshAsync();
            var before = Order.Many(1, 20).Concat(Order.Many(2, 20, firstId: 21)).ToArray();
            var after = before.Where(static order => order.OrderId is < 15 or > 34).Concat(changes).ToArray();
            Assert.Equal(TableModel.Text(table.Version == 2 ? before : after), TableModel.Text(await table.Untyped.RowsAsync<Order>()));
            Assert.True(table.Version == 3 || !isDone);
            if (isDone)
            {
                Assert.InRange(stop, 10, 1_000);
                return;
            }
        }
    }

    private static Func<Table<Order>, ChangeOptions, Task> Change(int step, TableModel model)
    {
        var rows = Order.Many(step, 60, firstId: 1 + (20 * step));
        switch (step % 4)
        {
            case 0 or 2:
                model.Upsert(rows);
                return (table, options) => table.UpsertAsync(rows, new AppendOptions { Source = options.Source, Sequence = options.Sequence });
            case 1:
                model.Change(order => order.OrderId % 5 == step % 5, static _ => null);
                return (table, options) => table.DeleteAsync(order => order.OrderId % 5 == step % 5, options);
            default:
                model.Change(static order => order.IsGift, static order => order with { Status = "seen" });
                return (table, options) => table.UpdateAsync(order => order.IsGift, update => update.Set(order => order.Status, "seen"), options);
        }
    }

    /// <summary>What a careful caller does: asks again under the same number until there is an answer.</summary>
    private static async Task RepeatAsync(TableStore store, ChangeOptions options, Func<Table<Order>, ChangeOptions, Task> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var table = await store.OpenAsync<Order>("t");
                await change(table, options);
                return;
            }
            catch (Exception exception) when (exception is PatternsException or IOException && attempt < MaxTries)
            {
                // Nobody knows whether it happened.
            }
        }
    }
}

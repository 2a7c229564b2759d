using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Changing;

/// <summary>
/// Random sequences of changes, beside a model. <c>PATTERNS_SEQUENCE_SEEDS</c> says how many sequences; each has a seed of its own, from <c>PATTERNS_SEQUENCE_FIRST</c> on.
/// </summary>
public sealed class OperationSequenceTests : IDisposable
{
    private const int Steps = 12;

    private readonly TemporaryDirectory _folder = new();

    public static IEnumerable<int> Seeds => Enumerable.Range(Scale.Of("PATTERNS_SEQUENCE_FIRST", 1), Scale.Of("PATTERNS_SEQUENCE_SEEDS", 8));

    public void Dispose() => _folder.Dispose();

    [DuckDbFact]
    public async Task Every_version_has_the_rows_of_the_model_for_this_library_and_for_another_engine()
    {
        foreach (var seed in Seeds)
        {
            try
            {
                await RunAsync(seed);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"The sequence of seed {seed} failed: {exception.Message}", exception);
            }
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var folder = _folder[FormattableString.Invariant($"{seed}")];
        var options = new TableStoreOptions { TargetFileBytes = random.Next(1, 16) << 10, RowsPerBatch = random.Next(1, 200) };
        await using var store = TableFixture.Store(new FileObjectStore(folder), seed, options);
        var sequence = await OperationSequence.CreateAsync(store, random);
        for (var step = 0; step < Steps; step++)
        {
            await sequence.StepAsync();
        }

        using var duck = DuckDb.OpenInMemory();
        var table = await store.OpenAsync("t");
        for (var version = 0; version < sequence.Model.VersionCount; version++)
        {
            var expected = sequence.Model.At(version);
            var asOf = await table.AsOfAsync(version);
            Assert.Equal(expected, TableModel.Text(await asOf.RowsAsync<Order>()));
            Assert.Equal(expected.Count, await asOf.CountAsync());
            await RequireBoundsAsync(asOf, sequence.Model.RowsAt(version));
            await RequireChangesAsync(table.As<Order>(), version, sequence.Model);
            Assert.Equal(expected, DuckDbReplay.Rows(duck, $"{folder}/t", version, TableModel.Schema).Order(StringComparer.Ordinal));
        }

        // Without a retention only the latest version is left, and whole.
        await table.VacuumAsync(new VacuumOptions { Retention = TimeSpan.Zero, AllowShortRetention = true });
        Assert.Equal(sequence.Model.At(table.Version), TableModel.Text(await table.RowsAsync<Order>()));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What a version tells it changed leads from the rows of the version before to its own.</summary>
    private static async Task RequireChangesAsync(Table<Order> table, int version, TableModel model)
    {
        if (version == 0)
        {
            return;
        }

        var rows = model.RowsAt(version - 1).ToList();
        var inserted = new List<Order>();
        await foreach (var change in table.ChangesAsync(version, version))
        {
            if (change.Kind is RowChangeKind.Inserted or RowChangeKind.UpdatedTo)
            {
                inserted.Add(change.Row);
            }
            else
            {
                Assert.True(rows.Remove(change.Row), $"version {version} tells that {change.Row} is gone, which was not there");
            }
        }

        Assert.Equal(model.At(version), TableModel.Text([.. rows, .. inserted]));
    }

    /// <summary>Numbers that may be answered from statistics, of which deleted rows must be no part.</summary>
    private static async Task RequireBoundsAsync(Table table, IReadOnlyList<Order> rows)
    {
        await foreach (var batch in table.Query().Aggregate("count(*) AS n", "min(order_id) AS low", "max(order_id) AS high", "max(order_date) AS day").ToBatchesAsync())
        {
            using (batch)
            {
                object?[] found = [.. batch.Columns.Select(static column => column.GetValue(0))];
                object?[] expected = rows.Count == 0
                    ? [0L, null, null, null]
                    : [(long)rows.Count, rows.Min(static row => row.OrderId), rows.Max(static row => row.OrderId), rows.Max(static row => row.OrderDate)];
                Assert.Equal(expected, found);
            }
        }
    }
}

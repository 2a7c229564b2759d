using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Changing;

/// <summary>A table and its model, and random changes that are made to both.</summary>
internal sealed class OperationSequence
{
    private readonly Random _random;
    private readonly Table<Order> _table;
    private long _nextId = 1;

    private OperationSequence(Random random, Table<Order> table)
    {
        _random = random;
        _table = table;
    }

    public TableModel Model { get; } = new();

    public Table<Order> Table => _table;

    /// <summary>A new table: partitioned or not, with deletion vectors or not, with a change feed or not.</summary>
    public static async Task<OperationSequence> CreateAsync(TableStore store, Random random)
    {
        var table = await store.CreateAsync<Order>("t", builder =>
        {
            builder.Key(order => order.OrderId);
            _ = random.OneIn(2) ? builder.DeletionVectors() : builder;
            _ = random.OneIn(3) ? builder.ChangeFeed() : builder;
            _ = random.Next(4) switch
            {
                0 => builder.PartitionBy(order => order.Region),
                1 => builder.PartitionBy(order => order.Status, order => order.IsGift),
                _ => builder,
            };
        });
        return new OperationSequence(random, table);
    }

    /// <summary>Makes a random change and requires that it reports what the model says.</summary>
    public Task StepAsync() => _random.Next(14) switch
    {
        10 => EvolveAsync(),
        11 => OptimizeAsync(),
        12 => RestoreAsync(),
        13 => _table.Untyped.VacuumAsync(),
        < 3 => AppendAsync(),
        < 4 => AppendTwiceAsync(),
        < 6 => UpsertAsync(),
        < 8 => DeleteAsync(),
        _ => UpdateAsync(),
    };

    /// <summary>Rows with keys that the table does not have, sometimes none.</summary>
    private async Task AppendAsync()
    {
        var rows = NewRows(_random.OneIn(8) ? 0 : _random.Next(1, 120));
        Model.Upsert(rows);
        var result = await _table.AppendAsync(rows);
        Assert.Equal(rows.Length, result.RowCount);
        Note(rows.Length);
    }

    /// <summary>A column more, which the rows of the model do not have: it is null wherever nobody sets it.</summary>
    private async Task EvolveAsync()
    {
        var name = FormattableString.Invariant($"more_{Model.VersionCount}");
        await _table.Untyped.EvolveAsync(change => change.AddColumn(name, DataType.Int32));
        Note(1);
    }

    /// <summary>Rows in other files and another order, which makes a version when there is something to do.</summary>
    private async Task OptimizeAsync()
    {
        var before = _table.Version;
        await _table.Untyped.OptimizeAsync(_random.Next(4) switch
        {
            0 => new OptimizeOptions { ClusterBy = ["order_date"] },
            1 => new OptimizeOptions { ZOrderBy = ["amount", "order_id"] },
            2 => new OptimizeOptions { TargetFileBytes = 64 << 10 },
            _ => null,
        });
        Note((int)(_table.Version - before));
    }

    /// <summary>The rows of an earlier version, which makes a version unless that is the latest one.</summary>
    private async Task RestoreAsync()
    {
        var (before, version) = (_table.Version, _random.Next(Model.VersionCount));
        await _table.Untyped.RestoreAsync(version);
        Model.Restore(version);
        Note((int)(_table.Version - before));
    }

    /// <summary>A row whose key is there, among others whose keys are not: nothing happens.</summary>
    private async Task AppendTwiceAsync()
    {
        if (Model.Rows.Count == 0)
        {
            return;
        }

        var there = Model.Rows.ElementAt(_random.Next(Model.Rows.Count));
        Order[] rows = [.. NewRows(_random.Next(5)), there];
        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => _table.AppendAsync(rows));
        Assert.Equal((rows.Length, "KEY"), ((int)rejected.Rejections[0].RowNumber, rejected.Rejections[0].Rule));
    }

    private async Task UpsertAsync()
    {
        var there = Model.Rows.Where(_ => _random.OneIn(4)).Select(row => Order.Any(_random, row.OrderId)).ToList();
        Order[] rows = [.. there.Concat(NewRows(_random.Next(40))).OrderBy(_ => _random.Next())];
        Model.Upsert(rows);
        var result = await _table.UpsertAsync(rows);
        Assert.Equal((rows.Length - there.Count, there.Count), (result.Inserted, result.Updated));
        Note(rows.Length);
    }

    private async Task DeleteAsync()
    {
        var (sql, condition) = AnyCondition();
        var count = Model.Change(condition, static _ => null);
        Assert.Equal(count, await _table.Untyped.DeleteAsync(sql));
        Note(count);
    }

    private async Task UpdateAsync()
    {
        var (sql, condition) = AnyCondition();
        var (values, change) = AnyAssignment();
        var count = Model.Change(condition, change);
        Assert.Equal(count, await _table.Untyped.UpdateAsync(sql, values));
        Note(count);
    }

    private void Note(int changedRows)
    {
        if (changedRows > 0)
        {
            Model.Commit();
        }

        Assert.Equal(Model.VersionCount - 1, _table.Version);
    }

    private Order[] NewRows(int count)
    {
        var rows = Enumerable.Range(0, count).Select(_ => Order.Any(_random, _nextId += _random.Next(1, 4))).ToArray();
        _random.Shuffle(rows);
        return rows;
    }

    private (string Sql, Func<Order, bool> Condition) AnyCondition()
    {
        var (low, high, part) = (_random.NextInt64(_nextId), _random.NextInt64(_nextId + 10), _random.Next(2, 9));
        return _random.Next(9) switch
        {
            0 => ($"order_id BETWEEN {low} AND {high}", order => order.OrderId >= low && order.OrderId <= high),
            1 => ($"order_id % {part} = 0", order => order.OrderId % part == 0),
            2 => ("region = 'north'", static order => order.Region == "north"),
            3 => ("status IS NULL", static order => order.Status is null),
            4 => ("status = 'paid' AND is_gift", static order => order.Status == "paid" && order.IsGift),
            5 => ($"quantity < {part}0", order => order.Quantity < part * 10),
            6 => ("order_date >= DATE '2026-07-01' OR amount < 100", static order => order.OrderDate >= new DateOnly(2026, 7, 1) || order.Amount < 100),
            7 when _random.OneIn(4) => ("true", static _ => true),
            _ => ($"order_id = {low}", order => order.OrderId == low),
        };
    }

    private (Dictionary<string, string> Values, Func<Order, Order> Change) AnyAssignment() => _random.Next(4) switch
    {
        0 => (new() { ["status"] = "'changed'", ["amount"] = "-amount" }, static order => order with { Status = "changed", Amount = -order.Amount }),
        1 => (new() { ["region"] = "upper(region)" }, static order => order with { Region = order.Region.ToUpperInvariant() }),
        2 => (new() { ["quantity"] = "quantity + 1", ["status"] = "NULL" }, static order => order with { Quantity = order.Quantity + 1, Status = null }),
        _ => (new() { ["is_gift"] = "NOT is_gift", ["weight"] = "0.5" }, static order => order with { IsGift = !order.IsGift, Weight = 0.5 }),
    };
}

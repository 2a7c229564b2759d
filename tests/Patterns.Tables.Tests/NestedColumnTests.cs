using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

public sealed class NestedColumnTests : IDisposable
{
    private static readonly Payment[] Payments =
    [
        new(1, new Money(12.50m, "EUR"), [new Refund(new DateOnly(2026, 3, 1), 2.25m), new Refund(new DateOnly(2026, 3, 9), null)], ["web", "gift"]),
        new(2, null, [], []),
        new(3, new Money(0.01m, null), null, [""]),
    ];

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nested_objects_are_appended_and_come_back()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var table = await store.CreateAsync<Payment>("payments");

        await table.AppendAsync(Payments);

        var reopened = await store.OpenAsync("payments");
        var rows = await reopened.RowsAsync<Payment>();
        Assert.Equal(Payments.Select(Text), rows.Select(Text));
        Assert.Equal([1L], (await reopened.RowsAsync<Payment>(Expression.Parse("amount.currency = 'EUR'"))).Select(static row => row.Id));
    }

    [Fact]
    public async Task A_condition_on_a_field_of_a_struct_skips_files()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var table = await store.CreateAsync<Payment>("payments");
        foreach (var payment in Payments)
        {
            await table.AppendAsync([payment]);
        }

        var explanation = (await store.OpenAsync("payments")).Query().Where("amount.value > 10").Explain();

        Assert.Equal((1, 3), (explanation.FilesRead, explanation.FilesTotal));
    }

    [DuckDbFact]
    public async Task Another_engine_reads_the_nested_cells()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var table = await store.CreateAsync<Payment>("payments");
        await table.AppendAsync(Payments);
        using var duck = DuckDb.OpenInMemory();
        var file = DuckDbReplay.Files(duck, _folder["payments"], table.Version).Single().Path;

        var rows = duck.Query($"""
            SELECT id, CAST(amount.value AS VARCHAR), amount.currency, len(refunds), CAST(refunds[1].day AS VARCHAR), CAST(refunds[2].amount AS VARCHAR), array_to_string(tags, '+')
            FROM read_parquet('{file}') ORDER BY id
            """).Rows;

        Assert.Equal([1L, "12.50", "EUR", 2L, "2026-03-01", null, "web+gift"], rows[0]);
        Assert.Equal([2L, null, null, 0L, null, null, ""], rows[1]);
        Assert.Equal([3L, "0.01", null, null, null, null, ""], rows[2]);
    }

    private static string Text(Payment payment)
        => $"{payment.Id} {payment.Amount} [{(payment.Refunds is null ? "none" : string.Join(", ", payment.Refunds))}] [{string.Join(", ", payment.Tags)}]";

    public sealed record Money([property: Decimal(10, 2)] decimal Value, string? Currency);

    public sealed record Refund(DateOnly Day, [property: Decimal(10, 2)] decimal? Amount);

    public sealed record Payment(long Id, Money? Amount, IReadOnlyList<Refund>? Refunds, IReadOnlyList<string> Tags);
}

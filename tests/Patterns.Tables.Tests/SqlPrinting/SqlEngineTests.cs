using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.SqlPrinting;

/// <summary>The same rows at several engines give the same answers to every question.</summary>
public sealed class SqlEngineTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SQLite_answers_as_the_table_does()
    {
        var (store, table) = await OrdersAsync();
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE orders (order_id INTEGER, region TEXT, status TEXT, amount REAL, quantity INTEGER, order_date TEXT, paid_at TEXT, weight REAL, is_gift INTEGER)");
        await InsertAsync(connection, static value => value switch
        {
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            decimal number => (double)number,
            bool boolean => boolean ? 1 : 0,
            _ => value,
        });

        await RequireEqualAsync(store, table, new SqlTableEngine(connection, SqlDialect.Sqlite), SqlDialect.Sqlite);
    }

    [PostgresFact]
    public async Task PostgreSQL_answers_as_the_table_does()
    {
        var (store, table) = await OrdersAsync();
        using var server = PostgresServer.Start();
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await ExecuteAsync(
            connection,
            "CREATE TABLE orders (order_id bigint, region text, status text, amount numeric(10,2), quantity int, order_date date, paid_at timestamptz, weight double precision, is_gift boolean)");
        await InsertAsync(connection, static value => value);

        await RequireEqualAsync(store, table, new SqlTableEngine(connection, SqlDialect.PostgreSql), SqlDialect.PostgreSql);
    }

    [DuckDbFact]
    public async Task DuckDB_answers_as_the_table_does()
    {
        var (store, table) = await OrdersAsync();
        using var duck = DuckDb.OpenInMemory();
        var files = DuckDbReplay.Files(duck, _folder["orders"], table.Version).Select(static file => $"'{file.Path}'");
        duck.Execute($"CREATE TABLE orders AS FROM read_parquet([{string.Join(", ", files)}])");

        var failures = new List<string>();
        duck.Execute($"CREATE TABLE countries AS FROM read_parquet('{_folder["countries"]}/*.parquet')");
        foreach (var (name, query) in SqlQuestions.Of(table, hasMore: true).Concat(await SqlQuestions.SelectsAsync(store)))
        {
            var expected = await SqlAnswer.RowsAsync(query.ToBatchesAsync());
            await TryAsync(failures, name, () => Task.FromResult(SqlAnswer.Difference(expected, Run(duck, SqlText.For(query, SqlDialect.DuckDb)))));
        }

        foreach (var question in SqlQuestions.Metrics(store.Calendar))
        {
            var text = await SqlText.ForAsync(table, question, SqlDialect.DuckDb);
            var expected = (await table.MeasureAsync(question)).Rows.Select(static row => (object?[])[.. row.By, row.Value]);
            var first = question.Grain is null ? 0 : 1;
            await TryAsync(failures, $"{question}", () => Task.FromResult(SqlAnswer.Difference([.. expected], [.. Run(duck, text).Select(row => row[first..^1])])));
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task Objects_come_back_as_they_are()
    {
        var (_, table) = await OrdersAsync();
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE orders (order_id INTEGER, region TEXT, amount REAL)");
        await ExecuteAsync(connection, "INSERT INTO orders VALUES (1, 'north', 12.5), (2, 'south', 99), (3, 'north', 7.25)");
        var engine = new SqlTableEngine(connection, SqlDialect.Sqlite);

        var byRegion = await engine.ToListAsync(table.As<Order>().Query()
            .GroupBy(static order => order.Region)
            .Select(static group => new { Region = group.Key, Revenue = group.Sum(order => order.Amount), Orders = group.Count() })
            .OrderByDescending(static row => row.Revenue));

        Assert.Equal([new { Region = "south", Revenue = 99.00m, Orders = 1L }, new { Region = "north", Revenue = 19.75m, Orders = 2L }], byRegion);
    }

    [Fact]
    public async Task A_value_of_another_type_is_named()
    {
        var (_, table) = await OrdersAsync();
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await ExecuteAsync(connection, "CREATE TABLE orders (order_id, order_date)");
        await ExecuteAsync(connection, "INSERT INTO orders VALUES (1.5, '2026-02-30')");
        var engine = new SqlTableEngine(connection, SqlDialect.Sqlite);

        var number = await Assert.ThrowsAsync<SqlValueException>(() => SqlAnswer.RowsAsync(engine.ToBatchesAsync(table.Query().Select("order_id"))));
        var date = await Assert.ThrowsAsync<SqlValueException>(() => SqlAnswer.RowsAsync(engine.ToBatchesAsync(table.Query().Select("order_date"))));

        Assert.Equal(("sql.value", "order_id", "Double 1.5", "bigint"), (number.Code, number.Column, number.Found, number.Expected));
        Assert.Equal("String 2026-02-30", date.Found);
        await Assert.ThrowsAsync<SqliteException>(() => SqlAnswer.RowsAsync(engine.ToBatchesAsync(table.Query().Select("region"))));
    }

    private static async Task RequireEqualAsync(TableStore store, Table table, SqlTableEngine engine, SqlDialect dialect)
    {
        var failures = new List<string>();
        foreach (var (name, query) in SqlQuestions.Of(table, hasMore: dialect != SqlDialect.Sqlite).Concat(await SqlQuestions.SelectsAsync(store)))
        {
            var expected = await SqlAnswer.RowsAsync(query.ToBatchesAsync());
            await TryAsync(failures, name, async () => SqlAnswer.Difference(expected, await SqlAnswer.RowsAsync(engine.ToBatchesAsync(query))));
        }

        foreach (var question in SqlQuestions.Metrics(store.Calendar))
        {
            var expected = Values((await table.MeasureAsync(question)).Rows);
            await TryAsync(failures, $"{question}", async () => SqlAnswer.Difference(expected, Values(await engine.MeasureAsync(table, question))));
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static async Task TryAsync(List<string> failures, string question, Func<Task<string?>> difference)
    {
        try
        {
            if (await difference() is { } found)
            {
                failures.Add($"{question}: {found}");
            }
        }
        catch (Exception exception) when (exception is DbException or DuckDbException or PatternsException)
        {
            failures.Add($"{question}: {exception.Message}");
        }
    }

    private static List<object?[]> Values(IEnumerable<MetricRow> rows) => [.. rows.Select(static row => (object?[])[row.Period?.Name, row.IsPartial, .. row.By, row.Value])];

    private static List<object?[]> Run(DuckDb duck, SqlText text) => SqlAnswer.Of(duck.Query(text.Text), text.Schema);

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task InsertAsync(DbConnection connection, Func<object, object> convert)
    {
        await ExecuteAsync(connection, "CREATE TABLE countries (name text, country text)");
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO countries VALUES {string.Join(", ", SqlQuestions.Countries.Select(static country => $"('{country.Name}', {(country.Code is null ? "NULL" : $"'{country.Code}'")})"))}";
        await command.ExecuteNonQueryAsync();
        command.CommandText = $"INSERT INTO orders VALUES ({string.Join(", ", Enumerable.Range(0, 9).Select(static index => $"@p{index}"))})";
        foreach (var order in Order.Many(11, SqlQuestions.RowCount))
        {
            command.Parameters.Clear();
            object?[] values = [order.OrderId, order.Region, order.Status, order.Amount, order.Quantity, order.OrderDate, order.PaidAt, order.Weight, order.IsGift];
            for (var index = 0; index < values.Length; index++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"p{index}";
                parameter.Value = values[index] is { } value ? convert(value) : DBNull.Value;
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private async Task<(TableStore Store, Table Table)> OrdersAsync()
    {
        var store = TableFixture.Store(new FileObjectStore(_folder.Path), options: new TableStoreOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") });
        return (store, await SqlQuestions.CreateAsync(store));
    }
}

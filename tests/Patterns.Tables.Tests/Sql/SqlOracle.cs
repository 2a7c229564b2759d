using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Sql;

/// <summary>
/// Runs the same texts over the same rows here and in DuckDB, and compares cell by cell. What differs between the engines by design is named here:
/// avg of a decimal and a quotient of decimals are decimals here (Spark) and doubles there, sums of integers are wider there, and NULL comes first in rising
/// order here, which DuckDB is told to do, too. Doubles may differ in their last digits, because sums add up in another order.
/// </summary>
internal sealed class SqlOracle : IAsyncDisposable
{
    private const double Tolerance = 1e-9;

    private readonly TemporaryDirectory _folder = new();
    private readonly DuckDb _duck = DuckDb.OpenInMemory();

    private SqlOracle(TableStoreOptions? options)
    {
        Store = TableFixture.Store(new FileObjectStore(_folder.Path), options: options);
        _duck.Execute("SET default_null_order = 'nulls_first_on_asc_last_on_desc'");
    }

    public TableStore Store { get; }

    public static async Task<SqlOracle> CreateAsync(SqlDataSet data, TableStoreOptions? options = null, int parts = 1)
    {
        var oracle = new SqlOracle(options);
        foreach (var (name, select) in data.Tables)
        {
            await oracle.AddAsync(name, select, parts);
        }

        return oracle;
    }

    /// <summary>Asserts that both engines give the same rows, in the same order when the text says one.</summary>
    /// <returns>The number of rows.</returns>
    public async Task<int> AssertSameAsync(string text, string? duckText = null)
    {
        var expected = _duck.Query(duckText ?? text).Rows;
        var actual = await RowsAsync(Store, text);
        Assert.True(expected.Count == actual.Count, $"{text}\n{actual.Count} rows instead of {expected.Count}");
        var isOrdered = text.Contains("ORDER BY", StringComparison.OrdinalIgnoreCase);
        var left = isOrdered ? actual : [.. actual.Order(RowOrder.Instance)];
        var right = isOrdered ? expected : [.. expected.Select(static row => row.Select(Normal).ToArray()).Order(RowOrder.Instance)];
        for (var row = 0; row < left.Count; row++)
        {
            for (var column = 0; column < left[row].Length; column++)
            {
                Assert.True(AreSame(left[row][column], Normal(right[row][column])), $"{text}\nrow {row}, column {column}: {left[row][column]} instead of {Normal(right[row][column])}");
            }
        }

        return left.Count;
    }

    /// <summary>The number of rows of a text, each of which DuckDB has among those of another text.</summary>
    public async Task<int> AssertAmongAsync(string text, string allRows)
    {
        var known = _duck.Query(allRows).Rows.Select(static row => string.Join('|', row.Select(Normal))).ToHashSet(StringComparer.Ordinal);
        var rows = await RowsAsync(Store, text);
        Assert.All(rows, row => Assert.Contains(string.Join('|', row), known));
        return rows.Count;
    }

    public static async Task<List<object?[]>> RowsAsync(TableStore store, string text)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in store.Sql(text))
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => Normal(column.GetValue(row))).ToArray()));
            }
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _duck.Dispose();
        _folder.Dispose();
    }

    private async Task AddAsync(string name, string select, int parts)
    {
        var folder = Path.Combine(_folder.Path, "generated");
        Directory.CreateDirectory(folder);
        _duck.Execute($"CREATE TABLE {name} AS {select}");
        _duck.Execute($"COPY {name} TO '{folder}/{name}.parquet' (FORMAT parquet)");
        await using var file = await ParquetFile.OpenAsync(new FileObjectStore(folder), $"{name}.parquet");
        var table = await Store.CreateAsync(name, file.Schema);
        var batches = new List<ColumnBatch>();
        await foreach (var batch in file.ReadAsync())
        {
            batches.Add(batch);
        }

        foreach (var part in batches.Chunk(Math.Max(1, (batches.Count + parts - 1) / parts)))
        {
            await table.AppendAsync(part.ToAsyncEnumerable());
        }
    }

    /// <summary>Numbers as decimal or double, days and times as DuckDB counts them.</summary>
    private static object? Normal(object? value) => value switch
    {
        null => null,
        DuckDbDecimal number => decimal.Parse(number.ToString()!, CultureInfo.InvariantCulture),
        WideDecimal number => decimal.Parse(number.ToString(), CultureInfo.InvariantCulture),
        float number => (double)number,
        sbyte or short or int or long or byte or ushort or uint or ulong => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        Int128 number => (decimal)number,
        DateOnly date => (decimal)(date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber),
        DateTimeOffset instant => (decimal)((instant.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        DateTime time => (decimal)((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond),
        _ => value,
    };

    private static bool AreSame(object? ours, object? theirs) => (ours, theirs) switch
    {
        (decimal left, decimal right) => left == right,
        (decimal left, double right) => IsNear((double)left, right, 0.51 * Math.Pow(10, -left.Scale)),
        (double left, decimal right) => IsNear(left, (double)right, 0),
        (double left, double right) => left.Equals(right) || IsNear(left, right, 0),
        _ => Equals(ours, theirs),
    };

    private static bool IsNear(double left, double right, double slack) => Math.Abs(left - right) <= slack + (Tolerance * Math.Max(1, Math.Max(Math.Abs(left), Math.Abs(right))));

    /// <summary>Any order of rows that both engines' values are put into.</summary>
    private sealed class RowOrder : IComparer<object?[]>
    {
        public static RowOrder Instance { get; } = new();

        public int Compare(object?[]? left, object?[]? right)
        {
            for (var column = 0; column < left!.Length; column++)
            {
                var order = Compare(Key(left[column]), Key(right![column]));
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }

        private static int Compare(object? left, object? right) => (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            (double one, double other) => IsNear(one, other, 0) ? 0 : one.CompareTo(other),
            (string one, string other) => string.CompareOrdinal(one, other),
            (IComparable one, _) => one.CompareTo(right),
            _ => 0,
        };

        private static object? Key(object? value) => value is decimal number ? (double)number : value;
    }
}

using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

public sealed class DuckDbAppenderTests
{
    private const string Table =
        "CREATE TABLE t(i INTEGER, b BIGINT, d DOUBLE, s VARCHAR, moment TIMESTAMP, day DATE, ok BOOLEAN, price DECIMAL(18,2), small DECIMAL(4,1))";

    [DuckDbTheory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(5000)]
    public void Appended_rows_are_read_back(int rows)
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute(Table);

        using (DuckDbAppender appender = duck.Append("t"))
        {
            for (var row = 0; row < rows; row++)
            {
                appender.Append(row);
                appender.Append(-(long)row);
                appender.Append(row / 2.0);
                appender.Append(row % 7 == 0 ? null : $"text number {row}");
                appender.Append(DateTimeOffset.UnixEpoch.AddSeconds(row));
                appender.Append(new DateOnly(1970, 1, 1).AddDays(row));
                appender.Append(row % 2 == 0);
                appender.AppendDecimal(row);
                appender.AppendNull();
                appender.EndRow();
            }

            appender.Flush();
        }

        DuckDbRows result = duck.Query("SELECT * FROM t ORDER BY i");
        Assert.Equal(rows, result.Rows.Count);
        Assert.All(result.Rows, static (row, index) => Assert.Equal(
            [
                index, -(long)index, index / 2.0, index % 7 == 0 ? null : $"text number {index}", index * 1_000_000L, index, index % 2 == 0,
                new DuckDbDecimal(index, 2), null,
            ],
            row));
    }

    [DuckDbFact]
    public void A_value_of_another_type_and_a_short_row_are_refused()
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute(Table);
        using DuckDbAppender appender = duck.Append("t");

        Assert.Throws<InvalidOperationException>(() => appender.Append(1.5));
        appender.Append(1);
        Assert.Throws<InvalidOperationException>(appender.EndRow);
    }

    [DuckDbFact]
    public void A_broken_constraint_is_reported_with_the_message_of_the_engine()
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute("CREATE TABLE keyed(id INTEGER PRIMARY KEY)");
        using DuckDbAppender appender = duck.Append("keyed");
        for (var row = 0; row < 2; row++)
        {
            appender.Append(7);
            appender.EndRow();
        }

        var refused = Assert.Throws<DuckDbException>(appender.Flush);

        Assert.Contains("7", refused.Message, StringComparison.Ordinal);
    }

    [DuckDbFact]
    public void An_absent_table_is_an_error()
    {
        using DuckDb duck = DuckDb.OpenInMemory();

        Assert.Throws<DuckDbException>(() => duck.Append("absent"));
    }

    [DuckDbFact]
    public void A_database_file_keeps_flushed_rows()
    {
        string folder = Directory.CreateTempSubdirectory("patterns-duckdb-").FullName;
        try
        {
            string path = Path.Combine(folder, "kept.db");
            using (DuckDb duck = DuckDb.Open(path, threads: 1))
            {
                duck.Execute("CREATE TABLE kept(id INTEGER)");
                using DuckDbAppender appender = duck.Append("kept");
                appender.Append(5);
                appender.EndRow();
                appender.Flush();
            }

            using DuckDb reopened = DuckDb.Open(path);
            Assert.Equal(5, reopened.Query("SELECT id FROM kept").Scalar);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using Patterns.Testing;

namespace Patterns.Tables.Tests.Sql;

public sealed class RandomQueryTests
{
    [DuckDbTheory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_query_is_answered_as_by_DuckDB(int seed)
    {
        await using var oracle = await SqlOracle.CreateAsync(RandomQuery.Data, parts: 3);
        var queries = new RandomQuery(new Random(seed));

        for (var round = 0; round < 150; round++)
        {
            await oracle.AssertSameAsync(queries.Next());
        }
    }

    [DuckDbFact]
    public async Task Integers_are_divided_as_in_Spark()
    {
        await using var oracle = await SqlOracle.CreateAsync(RandomQuery.Data);

        await oracle.AssertSameAsync("SELECT id, h / 4, h DIV 3, h % 3 FROM facts WHERE h IS NOT NULL ORDER BY id", "SELECT id, h / 4, h // 3, h % 3 FROM facts WHERE h IS NOT NULL ORDER BY id");
        await oracle.AssertSameAsync("SELECT avg(h), avg(m), sum(h) FROM facts");
    }
}

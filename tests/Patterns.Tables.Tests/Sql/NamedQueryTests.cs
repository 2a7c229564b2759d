using Patterns.Testing;

namespace Patterns.Tables.Tests.Sql;

/// <summary>The questions of public benchmarks give the same answers as in DuckDB.</summary>
public sealed class NamedQueryTests
{
    [DuckDbFact]
    public async Task The_43_questions_to_page_views_are_answered_as_by_DuckDB()
    {
        var data = HitsDataSet.Of(200_000);
        await using var oracle = await SqlOracle.CreateAsync(data, parts: 3);

        Assert.Equal(43, data.Queries.Count);
        var empty = new List<string>();
        foreach (var query in data.Queries.Where(static query => query.HasOneAnswer))
        {
            if (await oracle.AssertSameAsync(query.Text, query.ForDuckDb) == 0)
            {
                empty.Add(query.Name);
            }
        }

        // Nobody has the number that is looked for; everything else has to have an answer for the comparison to mean something.
        Assert.Equal(["q20"], empty);

        // Any ten groups will do.
        var any = data.Queries.Single(static query => !query.HasOneAnswer).Text;
        Assert.Equal(10, await oracle.AssertAmongAsync(any, any.Replace(" LIMIT 10", "", StringComparison.Ordinal)));
    }

    [DuckDbFact]
    public async Task The_13_questions_to_a_star_are_answered_as_by_DuckDB()
    {
        var data = StarDataSet.Of(120_000);
        await using var oracle = await SqlOracle.CreateAsync(data);

        Assert.Equal(13, data.Queries.Count);
        foreach (var query in data.Queries)
        {
            Assert.True(await oracle.AssertSameAsync(query.Text, query.ForDuckDb) > 0, $"{query.Name} has no answer, so that nothing was compared.");
        }
    }

    [DuckDbFact]
    public async Task The_12_questions_of_a_dashboard_are_answered_as_by_DuckDB_from_files_and_from_memory()
    {
        var data = DashboardDataSet.Of(100_000);
        await using var oracle = await SqlOracle.CreateAsync(data, parts: 2);

        for (var round = 0; round < 3; round++)
        {
            foreach (var query in data.Queries)
            {
                await oracle.AssertSameAsync(query.Text, query.ForDuckDb);
            }
        }
    }

    [DuckDbFact]
    public async Task The_pricing_summary_and_the_forecast_are_answered_as_by_DuckDB()
    {
        var data = LineItemDataSet.Of(150_000);
        await using var oracle = await SqlOracle.CreateAsync(data, parts: 2);

        foreach (var query in data.Queries)
        {
            await oracle.AssertSameAsync(query.Text, query.ForDuckDb);
        }
    }
}

using System.Text;

namespace Patterns.Lake.Tests.Reading;

public sealed class ExplainTests
{
    [Fact]
    public async Task The_explanation_gives_type_nulls_reason_and_the_values_in_the_way()
    {
        var lake = new TestLake();
        await lake.PutAsync("sales/orders/2026-11-22.csv", "id,country,amount\n1,NL,10.5\n2,DE,7\n3,NL,NA\n4,FR,100\n");

        var dataset = await lake.OpenAsync("sales/orders/**");

        Assert.Equal(
            """
            4 rows, 3 columns
            id: bigint, 4 values, 0 null; every value is an integer of 64 bits
            country: string, 4 values, 0 null; no other type keeps every value
              not boolean, number, date, timestamp: 'NL' at sales/orders/2026-11-22.csv:2:20
            amount: double, 3 values, 1 null (1 'NA'); every value is a number that a double keeps exactly as it is written
              not bigint: '10.5' at sales/orders/2026-11-22.csv:2:23

            """.ReplaceLineEndings("\n"),
            dataset.Schema.Explain());
    }

    [Fact]
    public async Task Nested_columns_are_explained_field_by_field_and_drift_comes_last()
    {
        var lake = new TestLake();
        await lake.PutAsync("x/1.ndjson", "{\"a\":{\"b\":[1,2.5]}}\n{\"a\":{\"b\":null}}\n");
        await lake.PutAsync("x/2.ndjson", "{\"c\":true}\n");

        var text = (await lake.OpenAsync("x/*")).Schema.Explain();

        Assert.Contains("a: struct, 2 values, 1 null; every value is an object\n  a.b: array, 1 values, 1 null; every value is an array\n    a.b[]: double, 2 values", text, StringComparison.Ordinal);
        Assert.Contains("drift: 'x/2.ndjson' has no column 'a'; it is null there\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_in_a_value_do_not_break_the_explanation()
    {
        var lake = new TestLake();
        await lake.PutAsync("a.csv", Encoding.UTF8.GetBytes("id,t\n1,\"x\ny\"\n"));

        Assert.Contains("'x␊y'", (await lake.OpenAsync("a.csv")).Schema.Explain(), StringComparison.Ordinal);
    }
}

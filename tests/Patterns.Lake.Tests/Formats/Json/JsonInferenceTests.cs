using System.Globalization;
using System.Text;

namespace Patterns.Lake.Tests.Formats.Json;

public sealed class JsonInferenceTests
{
    [Theory]
    [InlineData("1", "bigint", 1L)]
    [InlineData("-9223372036854775808", "bigint", long.MinValue)]
    [InlineData("9223372036854775807", "bigint", long.MaxValue)]
    [InlineData("1.5", "double", 1.5)]
    [InlineData("1.0", "double", 1.0)]
    [InlineData("1e2", "double", 100.0)]
    [InlineData("-0", "double", -0.0)]
    [InlineData("-0.0", "double", -0.0)]
    [InlineData("5e-324", "double", 5e-324)]
    [InlineData("10.357019999999999", "double", 10.357019999999999)]
    [InlineData("1e400", "string", "1e400")]
    [InlineData("1e-400", "string", "1e-400")]
    [InlineData("1234567890123456789012345678901234567890", "string", "1234567890123456789012345678901234567890")]
    [InlineData("true", "boolean", true)]
    [InlineData("\"123\"", "string", "123")]
    [InlineData("\"true\"", "string", "true")]
    [InlineData("\"\"", "string", "")]
    [InlineData("\"1.50\"", "string", "1.50")]
    [InlineData("\"2026-02-30\"", "string", "2026-02-30")]
    [InlineData("{}", "string", "{}")]
    public async Task A_value_keeps_its_meaning_or_stays_text(string json, string type, object expected)
    {
        var dataset = await TestLake.OpenAsync($"{{\"v\":{json}}}\n{{\"v\":{json}}}\n", "data.ndjson");

        Assert.Equal($"v {type}", TestLake.Types(dataset));
        Assert.All(await TestLake.RowsAsync(dataset), row => Assert.Equal(expected, row[0]));
        Assert.Equal(expected is double zero && double.IsNegative(zero), (await TestLake.RowsAsync(dataset))[0][0] is double value && double.IsNegative(value));
    }

    [Theory]
    [InlineData("9223372036854775808", "decimal(19,0)", "9223372036854775808")]
    [InlineData("-9223372036854775809", "decimal(19,0)", "-9223372036854775809")]
    [InlineData("12345678901234567890", "decimal(20,0)", "12345678901234567890")]
    [InlineData("12345678901234567890.12345", "decimal(25,5)", "12345678901234567890.12345")]
    public async Task A_number_that_no_double_keeps_is_a_decimal(string json, string type, string expected)
    {
        var dataset = await TestLake.OpenAsync($"{{\"v\":1}}\n{{\"v\":{json}}}\n", "data.ndjson");

        Assert.Equal($"v {type}", TestLake.Types(dataset));
        Assert.Equal(expected, Convert.ToString((await TestLake.RowsAsync(dataset))[1][0], CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2", "1.5", "double")]
    [InlineData("2", "9223372036854775808", "decimal(19,0)")]
    [InlineData("9007199254740993", "0.5", "decimal(17,1)")]
    [InlineData("2", "\"x\"", "string")]
    [InlineData("2", "{\"a\":1}", "string")]
    [InlineData("2", "[1]", "string")]
    [InlineData("[1]", "[\"x\"]", "array<string>")]
    [InlineData("[1]", "[]", "array<bigint>")]
    [InlineData("{\"a\":1}", "{\"b\":2}", "struct<a:bigint,b:bigint>")]
    [InlineData("{\"a\":1}", "{\"a\":[{}]}", "struct<a:string>")]
    [InlineData("\"2026-01-31\"", "\"2026-01-31T10:00:00Z\"", "string")]
    [InlineData("\"2026-01-31\"", "\"2026-01-31T10:00:00\"", "timestamp_ntz")]
    [InlineData("\"2026-01-31\"", "20260131", "string")]
    [InlineData("null", "true", "boolean")]
    public async Task The_last_row_decides_as_much_as_the_first(string first, string last, string type)
    {
        var text = new StringBuilder();
        for (var row = 0; row < 2_000; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"id\":{row},\"v\":{first}}}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{{\"id\":2000,\"v\":{last},\"late\":{{\"key\":7}}}}\n");
        var dataset = await TestLake.OpenAsync(text.ToString(), "data.ndjson");
        var rows = await TestLake.RowsAsync(dataset);

        Assert.Equal($"id bigint, v {type}, late struct<key:bigint>", TestLake.Types(dataset));
        Assert.Equal(2_001, rows.Count);
        Assert.All(rows.SkipLast(1), static row => Assert.Null(row[2]));
        Assert.Equal(7L, Assert.IsType<Dictionary<string, object?>>(rows[^1][2])["key"]);
        Assert.Equal(first == "null", rows[0][1] is null);
        Assert.NotNull(rows[^1][1]);
    }

    [Fact]
    public async Task The_evidence_names_the_value_that_ruled_a_type_out()
    {
        var dataset = await TestLake.OpenAsync("[\n  {\n    \"a\": 1\n  },\n  {\n    \"a\": 1.5,\n    \"b\": null\n  },\n  { \"b\": [1, \"x\"] }\n]", "data.json");
        var a = dataset.Schema.Columns[0];
        var element = Assert.Single(dataset.Schema.Columns[1].Children);

        Assert.Equal((2, 1), (a.ValueCount, a.NullCount));
        Assert.Equal("data.json:6:35", a.Exclusions.Single(static exclusion => exclusion.Value == "1.5").Location.ToString());
        Assert.Equal(("b[]", 2L, 0L), (element.Name, element.ValueCount, element.NullCount));
        Assert.Equal("data.json:9:72", element.Exclusions.Single(static exclusion => exclusion.Value == "x").Location.ToString());
    }

    [Fact]
    public async Task A_place_where_shapes_meet_keeps_the_text_of_every_value()
    {
        var dataset = await TestLake.OpenAsync("{\"v\":1}\n{\"v\":{\"a\": [1, 2]}}\n{\"v\":[\"\\u00e9\"]}\n{\"v\":\"\\u00e9\"}\n{\"v\":null}\n{}\n", "data.ndjson");

        Assert.Equal(["1", "{\"a\": [1, 2]}", "[\"\\u00e9\"]", "é", null, null], (await TestLake.RowsAsync(dataset)).Select(static row => row[0]));
        Assert.Equal("values of different shapes meet: 2 scalars, 1 objects, 1 arrays", dataset.Schema.Columns[0].Reason);
        Assert.Equal(2, dataset.Schema.Columns[0].NullCount);
    }

    [Fact]
    public async Task Objects_with_few_of_many_names_are_maps()
    {
        var rows = Enumerable.Range(0, 150).Select(static index => $"{{\"id\":{index},\"m\":{{\"user-{index}\":{{\"n\":{index}}},\"user-{index + 1}\":null}}}}");
        var dataset = await TestLake.OpenAsync(string.Join('\n', rows), "data.ndjson");
        var read = await TestLake.RowsAsync(dataset);

        Assert.Equal("id bigint, m map<string,struct<n:bigint>>", TestLake.Types(dataset));
        Assert.Equal("every value is an object, and each has few of 151 different names", dataset.Schema.Columns[1].Reason);
        var entries = Assert.IsType<KeyValuePair<object, object?>[]>(read[149][1]);
        Assert.Equal(["user-149", "user-150"], entries.Select(static entry => entry.Key));
        Assert.Equal(149L, Assert.IsType<Dictionary<string, object?>>(entries[0].Value)["n"]);
        Assert.Null(entries[1].Value);
        Assert.Contains("m.*.n: bigint", dataset.Schema.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_whose_names_are_many_but_always_there_or_of_different_types_stay_structs()
    {
        var wide = $"{{\"s\":{{{string.Join(',', Enumerable.Range(0, 300).Select(static index => $"\"k{index}\":{index}"))}}}}}";
        var mixed = string.Join('\n', Enumerable.Range(0, 200).Select(static index => $"{{\"s\":{{\"k{index}\":{(index % 2 == 0 ? "1" : "\"x\"")}}}}}"));

        Assert.StartsWith("s struct<k0:bigint,", TestLake.Types(await TestLake.OpenAsync(wide, "data.json")), StringComparison.Ordinal);
        Assert.StartsWith("s struct<k0:bigint,k1:string,", TestLake.Types(await TestLake.OpenAsync(mixed, "data.ndjson")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_without_end_are_a_map_and_never_columns()
    {
        var nested = string.Join('\n', Enumerable.Range(0, 3).Select(static part => $"{{\"m\":{{{string.Join(',', Enumerable.Range(part * 2_000, 2_000).Select(static index => $"\"k{index}\":{index}"))}}}}}"));
        var top = string.Join('\n', Enumerable.Range(0, 60).Select(static part => $"{{{string.Join(',', Enumerable.Range(part * 1_000, 1_000).Select(static index => $"\"k{index}\":{index}"))}}}"));
        var dataset = await TestLake.OpenAsync(nested, "data.ndjson");
        var problem = Assert.Single((await TestLake.OpenAsync(top, "data.ndjson")).Problems);

        Assert.Equal("m map<string,bigint>", TestLake.Types(dataset));
        Assert.Equal(2_000, Assert.IsType<KeyValuePair<object, object?>[]>((await TestLake.RowsAsync(dataset))[2][0]).Length);
        Assert.Contains("more than 50000 different members", problem.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_records_leave_no_trace_in_the_schema()
    {
        var report = new ReadReport();
        var dataset = await TestLake.OpenAsync("{\"a\":1}\n{\"a\":\"x\",\"b\":2,,}\n{\"a\":2,\"a\":3}\n{\"a\":4}\n", "data.ndjson");

        Assert.Equal("a bigint", TestLake.Types(dataset));
        Assert.Equal([1L, 4L], (await TestLake.RowsAsync(dataset, report)).Select(static row => row[0]));
        Assert.Equal(["data.ndjson:2:8", "data.ndjson:3:26"], report.SetAsideRows.Select(static row => row.Location.ToString()));
        Assert.Equal((4L, 2L), (report.Files[0].RowsRead, report.Files[0].RowsSetAside));
        Assert.Contains("the name \"a\" occurs twice in one object", report.SetAsideRows[1].Reason, StringComparison.Ordinal);
        Assert.Equal("{\"a\":2,\"a\":3}", report.SetAsideRows[1].RawText);
    }

    [Fact]
    public async Task A_file_without_members_has_rows_without_columns()
    {
        var dataset = await TestLake.OpenAsync("{}\n{}\n{}\n", "data.ndjson");

        Assert.Equal(0, dataset.Schema.Schema.Count);
        Assert.Equal(3, await dataset.CountAsync());
        Assert.Equal(0, await (await TestLake.OpenAsync("[ ]", "data.json")).CountAsync());
    }

    [Fact]
    public async Task Selected_members_are_read_and_the_others_are_checked_all_the_same()
    {
        var report = new ReadReport();
        var dataset = await TestLake.OpenAsync("{\"a\":1,\"b\":{\"c\":[1]}}\n{\"a\":2,\"b\":{\"c\":[1}}\n{\"b\":{},\"a\":3}\n", "data.ndjson");

        Assert.Equal([1L, 3L], (await TestLake.RowsAsync(dataset.Select("a"), report)).Select(static row => row[0]));
        Assert.Equal(2, Assert.Single(report.SetAsideRows).Location.LineNumber);
        Assert.Equal(2, await dataset.CountAsync());
        Assert.Throws<ArgumentException>(() => dataset.Select("nothing"));
    }
}

using System.Globalization;
using System.Text;
using Patterns.Core;

namespace Patterns.Lake.Tests.Formats.Json;

public sealed class JsonReadTests
{
    private const string MoreObjects = ",{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4},{\"id\":4}";

    private static readonly Schema IdAndName = new(new Field("id", DataType.Int64), new Field("name", DataType.String));

    [Fact]
    public void Members_become_columns_whatever_their_order_and_what_is_missing_is_null()
    {
        var run = JsonRun.Read(
            """
            {"id":1,"name":"a"}
            {"name":"b\n\u00e9","id":2}

            {"id":3,"other":{"x":[1,2,{}]}}
            {"id":null,"name":""}
            {}
            """,
            IdAndName);

        Assert.Equal(["1 | \"a\"", "2 | \"b\\né\"", "3 | null", "null | \"\"", "null | null"], run.Rows);
        Assert.Empty(run.SetAside);
        Assert.Equal(5, run.RowsRead);
    }

    [Fact]
    public void Nested_values_become_structs_lists_and_maps()
    {
        var schema = new Schema(
            new Field("s", DataType.Struct(new Field("x", DataType.Float64), new Field("y", DataType.List(DataType.Boolean)))),
            new Field("m", DataType.Map(DataType.String, DataType.Date)),
            new Field("l", DataType.List(DataType.Struct(new Field("z", DataType.Decimal(20, 2))))));
        var run = JsonRun.Read(
            """
            {"s":{"y":[true,null,false],"x":1.5},"m":{"b":"2026-01-31","a":null},"l":[{"z":1.5},{},null,{"z":123456789012345678.25}]}
            {"s":{},"m":{},"l":[]}
            {"s":null,"m":null,"l":null}
            {"m":{"c":""}}
            """,
            schema);

        Assert.Equal(
            [
                """{"x":1.5,"y":[true,null,false]} | {"b":"2026-01-31","a":null} | [{"z":1.50},{},null,{"z":123456789012345678.25}]""",
                "{} | {} | []",
                "null | null | null",
                """null | {"c":null} | null""",
            ],
            run.Rows);
    }

    [Fact]
    public void Values_of_many_kinds_are_kept_as_their_text_in_a_string_column()
    {
        var run = JsonRun.Read("""[{"v":1e400},{"v":-0.0},{"v":12345678901234567890},{"v":{"a": [1]}},{"v":[ ]},{"v":true},{"v":"x"},{"v":null}]""", new Schema(new Field("v", DataType.String)));

        Assert.Equal(["\"1e400\"", "\"-0.0\"", "\"12345678901234567890\"", "\"{\\u0022a\\u0022: [1]}\"", "\"[ ]\"", "\"true\"", "\"x\"", "null"], run.Rows.Select(Requote));
    }

    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775809")]
    [InlineData("1.5")]
    [InlineData("1e2")]
    [InlineData("true")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_value_that_an_integer_column_cannot_hold_sets_the_record_aside(string value)
    {
        var run = JsonRun.Read($"{{\"id\":1}}\n{{\"name\":\"n\",\"id\":{value}}}\n{{\"id\":3}}", IdAndName);

        Assert.Equal(["1 | null", "3 | null"], run.Rows);
        Assert.Equal([$"2:9 column 'id' is bigint, which cannot hold {value}}} (at byte 17 of the record): "], run.SetAside.Select(static text => text[..(text.IndexOf("record): ", StringComparison.Ordinal) + 9)]));
    }

    [Fact]
    public void Whether_a_record_is_well_formed_does_not_depend_on_the_columns_asked_for()
    {
        const string Text =
            """
            {"id":1,"name":"a","x":{"k":[1,2]}}
            {"id":2,"name":"a","x":{"k":[1,2}}
            {"id":3,"name":"\x","x":{"k":[1,2]}}
            {"id":4,"name":"a","x":{"k":[1],"k":2}}
            {"id":5,"name":"a","x":{"k":01}}
            {"id":6,"name":"a","x":{"k":"\ud800"}}
            {"id":7,"name":"a","x":{"k":tru}}
            8
            {"id":9,"name":"a","x":{"k":[1,2]}} 9
            {"id":10,"name":"a","x":{}}
            {}
            {}
            {}
            {}
            {}
            {}
            {}
            {}
            """;
        var all = JsonRun.Read(Text, new Schema(new Field("id", DataType.Int64), new Field("name", DataType.String), new Field("x", DataType.String)));
        var one = JsonRun.Read(Text, new Schema(new Field("id", DataType.Int64)));
        var none = JsonRun.Read(Text, Schema.Empty);

        Assert.Equal(["1", "10"], one.Rows.Where(static row => row != "null"));
        Assert.Equal(8, one.SetAside.Count);
        Assert.Equal(all.SetAside, one.SetAside);
        Assert.Equal(all.SetAside, none.SetAside);
        Assert.Equal(10, none.Rows.Count);
    }

    [Theory]
    [InlineData("[{\"id\":1},{\"id\":2}]")]
    [InlineData(" [ {\"id\" : 1 } , \n {\"id\":2} ] \n")]
    [InlineData("{\"id\":1}{\"id\":2}")]
    [InlineData("{\"id\":1}\r{\"id\":2}\r")]
    [InlineData("{\"id\":1}\r\n{\"id\":2}\r\n")]
    [InlineData("{\n  \"id\": 1\n}\n{\n  \"id\": 2\n}")]
    [InlineData("[{\"id\":1}]\n[{\"id\":2}]\n")]
    [InlineData("[\n{\"id\":1}\n]\n[]\n[\n{\"id\":2}\n]\n")]
    [InlineData("\uFEFF{\"id\":1}\n{\"id\":2}")]
    public void Every_arrangement_of_records_gives_the_same_rows(string text)
    {
        var run = JsonRun.Read(text, new Schema(new Field("id", DataType.Int64)));

        Assert.Equal(["1", "2"], run.Rows);
        Assert.Empty(run.SetAside);
    }

    [Theory]
    [InlineData("1\n2", "1,2")]
    [InlineData("[1,2]", "1,2")]
    [InlineData("[null,2]", "null,2")]
    [InlineData("[null]", "null")]
    [InlineData("7", "7")]
    public void Records_that_are_no_objects_are_the_values_of_one_column(string text, string expected)
    {
        var run = JsonRun.Read(text, new Schema(new Field("value", DataType.Int64)));

        Assert.Equal(expected.Split(','), run.Rows);
    }

    [Fact]
    public void Null_among_objects_is_an_object_without_members()
    {
        var run = JsonRun.Read("[{\"id\":1},null,{\"id\":3}]", IdAndName);

        Assert.Equal(["1 | null", "null | null", "3 | null"], run.Rows);
    }

    [Theory]
    [InlineData("{\"a\":1}\n[1, 2]\n\"x\"\n")]
    [InlineData("[{\"a\":1},[1, 2],\"x\"]")]
    public void Records_of_many_kinds_are_the_text_in_one_column(string text)
    {
        var run = JsonRun.Read(text, new Schema(new Field("value", DataType.String)));

        Assert.Equal(["\"{\\\"a\\\":1}\"", "\"[1, 2]\"", "\"x\""], run.Rows);
        Assert.Empty(run.SetAside);
    }

    [Fact]
    public void Arrays_on_lines_of_their_own_are_rows_of_lists()
    {
        var run = JsonRun.Read("[1,\"a\"]\n[2,\"b\"]\n", new Schema(new Field("value", DataType.List(DataType.String)), new Field("other", DataType.Int64)));

        Assert.Equal(["[\"1\",\"a\"] | null", "[\"2\",\"b\"] | null"], run.Rows);
    }

    [Theory]
    [InlineData("[{\"id\":1},{\"id\":2", "1", "the text ends inside of a value (at byte 7 of the record)")]
    [InlineData("[{\"id\":1},{\"id\":2}", "1,2", "the file ends inside of the array that holds the records; it may have been cut off")]
    [InlineData("[{\"id\":1},{\"id\":2},", "1,2", "the file ends inside of the array that holds the records; it may have been cut off")]
    [InlineData("[{\"id\":1},{\"id\":2},]", "1,2", "found ',' before the end of the array that holds the records")]
    [InlineData("[{\"id\":1},{\"id\":x},{\"id\":3}]", "1,3", "expected a JSON value, found 'x' (at byte 6 of the record)")]
    [InlineData("[{\"id\":1},,{\"id\":3}]", "1,3", "expected a JSON value, found ',' (at byte 0 of the record)")]
    [InlineData("[{\"id\":1} {\"id\":2},{\"id\":3}]", "1,3", "expected ',' or ']' behind an element, found '{' (at byte 0 of the record)")]
    [InlineData("[{\"id\":1},{\"id\":2}]]", "1,2", "expected the end of the line behind the value, found ']' (at byte 0 of the record)")]
    [InlineData("[{\"id\":1}] [{\"id\":2}]\n[{\"id\":3}]", "1,3", "expected the end of the line behind the value, found '[' (at byte 0 of the record)")]
    [InlineData("[\n {\"id\":1},\n {\"id\":2,\n {\"id\":3}\n]", "1,3", "expected the name of a member in double quotes or '}', found '{' (at byte 10 of the record)")]
    [InlineData("[\n {\"id\":1},\n {\"id\":2],\n {\"id\":3}\n]", "1,3", "expected ',' or '}' behind a member, found ']' (at byte 7 of the record)")]
    [InlineData("[\n {\"id\":1},\n {\"id\":\"2},\n {\"id\":3}\n]", "1,3", "a string holds the byte 0x0A, which must be escaped; its closing quote may be missing (at byte 10 of the record)")]
    [InlineData("{\n\"id\":1\n}\n{\n\"id\":\n}\n{\n\"id\":3\n}", "1,3", "expected a JSON value, found '}' (at byte 8 of the record)")]
    [InlineData("[{\"id\":1},[2],{\"id\":3}" + MoreObjects + "]", "1,3,4,4,4,4,4,4,4,4,4", "expected an object as in the records before, found [2] (at byte 0 of the record)")]
    public void A_broken_record_is_set_aside_and_the_others_are_read(string text, string rows, string reason)
    {
        var run = JsonRun.Read(text, new Schema(new Field("id", DataType.Int64)));

        Assert.Equal(rows.Split(','), run.Rows);
        Assert.Contains(reason, Assert.Single(run.SetAside), StringComparison.Ordinal);
        Assert.Equal(run.RowsRead, run.Rows.Count + run.RowsSetAside);
        Assert.Equal(1, run.RowsSetAside);
    }

    [Fact]
    public void A_record_longer_than_the_limit_is_set_aside_however_the_file_is_cut()
    {
        var text = $"{{\"id\":1}}\n{{\"id\":2,\"name\":\"{new string('x', 100)}\"}}\n{{\"id\":3}}\n";
        var array = $"[\n{{\"id\":1}},\n{{\"id\":2,\"name\":\"{new string('x', 100)}\"}},\n{{\"id\":3}}\n]";
        foreach (var content in new[] { text, array })
        {
            for (var window = 1; window <= content.Length; window++)
            {
                var run = JsonRun.Read(content, new Schema(new Field("id", DataType.Int64)), window, maxRecordBytes: 40);

                Assert.Equal(["1", "3"], run.Rows);
                Assert.Contains("the record is longer than 40 bytes, the limit: {", Assert.Single(run.SetAside), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_set_their_record_aside()
    {
        byte[] bytes = [.. "{\"id\":1}\n{\"id\":2,\"name\":\""u8, 0xC3, 0x28, .. "\"}\n{\"id\":3}\n"u8];
        var run = JsonRun.Read(bytes, new Schema(new Field("id", DataType.Int64)));

        Assert.Equal(["1", "3"], run.Rows);
        Assert.Contains("the bytes are not UTF-8 (at byte 16 of the record)", Assert.Single(run.SetAside), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_and_what_is_set_aside_do_not_depend_on_how_the_file_is_cut()
    {
        var random = new Random(42);
        for (var round = 0; round < 400; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(DamagedFile(random));
            var whole = JsonRun.Read(bytes, IdAndName, maxRecordBytes: 90);
            var profiled = JsonRun.Profile(bytes, out var profile, 1 + random.Next(50), maxRecordBytes: 90);

            Assert.Equal(whole.RowsRead, whole.Rows.Count + whole.RowsSetAside);
            Assert.Equal(whole.RowsSetAside, whole.SetAside.Count);
            Assert.Equal(whole.RowsRead, profiled.RowsRead);
            Assert.Equal(profiled.RowsRead, profile.Columns.Count + profile.RowsSetAside);
            foreach (var window in new[] { 1, 2, 3, 5, 8, 13, 21, 34, 89, 90, 91, 92, 150 })
            {
                var cut = JsonRun.Read(bytes, IdAndName, window, maxRecordBytes: 90);
                Assert.True(whole.Everything == cut.Everything, string.Create(CultureInfo.InvariantCulture, $"round {round}, window {window}, file:\n{Encoding.UTF8.GetString(bytes)}\n=== whole\n{whole.Everything}\n=== cut\n{cut.Everything}"));
            }
        }
    }

    /// <summary>A file in any arrangement with some bytes changed.</summary>
    private static string DamagedFile(Random random)
    {
        var records = Enumerable.Range(0, random.Next(6)).Select(index => Record(random, index)).ToList();
        var text = random.Next(6) switch
        {
            0 => string.Join('\n', records),
            1 => string.Join("\r\n", records) + "\r\n",
            2 => $"[{string.Join(',', records)}]",
            3 => $"[\n  {string.Join(",\n  ", records)}\n]\n",
            4 => string.Concat(records),
            _ => string.Join('\n', records.Select(static record => record.Replace(",", ",\n  ", StringComparison.Ordinal).Replace("}", "\n}", StringComparison.Ordinal))),
        };
        var characters = text.ToCharArray();
        for (var damage = random.Next(4); damage > 0 && characters.Length > 0; damage--)
        {
            characters[random.Next(characters.Length)] = " {}[]:,\"\\\n\r1xé"[random.Next(14)];
        }

        return (random.Next(5) == 0 ? "\uFEFF" : "") + new string(characters);
    }

    private static string Record(Random random, int id)
        => random.Next(3) switch
        {
            0 => $"{{\"id\":{id},\"name\":\"{new string('é', random.Next(50))}\"}}",
            1 => $"{{\"name\": \"x\\\"y\", \"id\": {id}}}",
            _ => $"{{\"id\":{id},\"more\":[{{\"a\":[1,{{\"b\":\"}}]\"}}]}}]}}",
        };

    private static string Requote(string text) => text.Replace("\\\"", "\\u0022", StringComparison.Ordinal);
}

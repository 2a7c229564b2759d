using System.Text.Json;
using Patterns.Testing;

namespace Patterns.Core.Tests.Schemas.Json;

public sealed class SchemaJsonTests
{
    [Fact]
    public void Every_type_has_the_name_that_Spark_gives_it()
    {
        var json = """
            {"type":"struct","fields":[
            {"name":"a","type":"boolean","nullable":true,"metadata":{}},
            {"name":"b","type":"byte","nullable":true,"metadata":{}},
            {"name":"c","type":"short","nullable":true,"metadata":{}},
            {"name":"d","type":"integer","nullable":true,"metadata":{}},
            {"name":"e","type":"long","nullable":false,"metadata":{}},
            {"name":"f","type":"float","nullable":true,"metadata":{}},
            {"name":"g","type":"double","nullable":true,"metadata":{}},
            {"name":"h","type":"decimal(10,2)","nullable":true,"metadata":{}},
            {"name":"i","type":"date","nullable":true,"metadata":{}},
            {"name":"j","type":"timestamp","nullable":true,"metadata":{}},
            {"name":"k","type":"timestamp_ntz","nullable":true,"metadata":{}},
            {"name":"l","type":"string","nullable":true,"metadata":{}},
            {"name":"m","type":"binary","nullable":true,"metadata":{}},
            {"name":"n","type":{"type":"array","elementType":"string","containsNull":false},"nullable":true,"metadata":{}},
            {"name":"o","type":{"type":"map","keyType":"string","valueType":"integer","valueContainsNull":true},"nullable":true,"metadata":{}},
            {"name":"p","type":{"type":"struct","fields":[{"name":"x","type":"long","nullable":true,"metadata":{}}]},"nullable":true,"metadata":{}}
            ]}
            """;
        var schema = new Schema(
            new Field("a", DataType.Boolean),
            new Field("b", DataType.Int8),
            new Field("c", DataType.Int16),
            new Field("d", DataType.Int32),
            new Field("e", DataType.Int64, nullable: false),
            new Field("f", DataType.Float32),
            new Field("g", DataType.Float64),
            new Field("h", DataType.Decimal(10, 2)),
            new Field("i", DataType.Date),
            new Field("j", DataType.Timestamp),
            new Field("k", DataType.LocalTimestamp),
            new Field("l", DataType.String),
            new Field("m", DataType.Binary),
            new Field("n", DataType.List(DataType.String, elementNullable: false)),
            new Field("o", DataType.Map(DataType.String, DataType.Int32)),
            new Field("p", DataType.Struct(new Field("x", DataType.Int64))));

        Assert.Equal(schema, Schema.FromJson(json));
        Assert.Equal(json.ReplaceLineEndings(""), schema.ToJson());
    }

    [Fact]
    public void Any_schema_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var schema = random.AnySchema();
            schema = new Schema([.. schema.Fields.Select(field => field.WithMetadata(random.AnyText(), AnyMetadata(random)))]);

            Assert.Equal(schema, Schema.FromJson(schema.ToJson()));
        }
    }

    [Fact]
    public void Metadata_keeps_the_kind_of_every_value()
    {
        var json = """{"a":"1","b":1,"c":true,"d":null,"e":{"f":[1.50,"x",{}]},"g":1e400}""";
        var text = $$"""{"type":"struct","fields":[{"name":"x","type":"long","nullable":true,"metadata":{{json}}}]}""";

        var schema = Schema.FromJson(text);

        Assert.Equal(text, schema.ToJson());
        Assert.Equal("1", schema[0].Metadata["a"].AsText());
        Assert.Equal(1, schema[0].Metadata["b"].AsInt64());
        Assert.True(schema[0].Metadata["c"].AsBoolean());
        Assert.NotEqual(schema[0].Metadata["a"], schema[0].Metadata["b"]);
    }

    [SharedFact("corpora/delta-golden")]
    public void Schemas_that_Spark_wrote_are_read_and_written_back_letter_by_letter()
    {
        var logs = Directory.EnumerateFiles(SharedFiles.Path("corpora/delta-golden"), "*.json", SearchOption.AllDirectories);
        var schemas = logs.SelectMany(File.ReadLines).Select(SchemaStringOf).OfType<string>().Distinct().ToArray();

        Assert.InRange(schemas.Length, 30, 1000);
        Assert.All(schemas, static text => Assert.Equal(text, Schema.FromJson(text).ToJson()));
    }

    [Theory]
    [InlineData("", "line 1, byte 1", "not JSON")]
    [InlineData("{", "line 1, byte 2", "not JSON")]
    [InlineData("[]", "the top", "found an array, expected an object of type 'struct'")]
    [InlineData("'long'", "the top", "found 'long'")]
    [InlineData("{'type':'array','elementType':'long','containsNull':true}", "the top", "expected an object of type 'struct'")]
    [InlineData("{'type':'struct'}", "the top", "found no 'fields'")]
    [InlineData("{'type':'struct','fields':{}}", "the top", "found an object for 'fields', expected an array")]
    [InlineData("{'type':'struct','fields':[7]}", "the top", "found 7 for a field")]
    [InlineData("{'type':'struct','fields':[{'type':'long'}]}", "the top", "found no 'name'")]
    [InlineData("{'type':'struct','fields':[{'name':'','type':'long'}]}", "the top", "empty name")]
    [InlineData("{'type':'struct','fields':[{'name':'a'}]}", "field 'a'", "found no 'type'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':7}]}", "field 'a'", "found 7, expected a type")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'bigint'}]}", "field 'a'", "found the type 'bigint'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'variant'}]}", "field 'a'", "found the type 'variant'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'decimal(39,0)'}]}", "field 'a'", "found the type 'decimal(39,0)'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'decimal(2,-1)'}]}", "field 'a'", "found the type 'decimal(2,-1)'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'long','nullable':'no'}]}", "field 'a'", "expected true or false")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'long','metadata':[]}]}", "field 'a'", "found an array for 'metadata'")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':'long'},{'name':'a','type':'long'}]}", "field 'a'", "a second time")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':{'type':'struct','fields':[]}}]}", "field 'a'", "without fields")]
    [InlineData("{'type':'struct','fields':[{'name':'a','type':{'type':'udt'}}]}", "field 'a'", "type 'udt'")]
    [InlineData(
        "{'type':'struct','fields':[{'name':'a','type':{'type':'array','elementType':{'type':'map','keyType':'long'}}}]}",
        "field 'a.element'",
        "found no 'valueType'")]
    public void What_is_no_schema_is_refused_with_place_and_reason(string json, string location, string problem)
    {
        var error = Assert.Throws<SchemaFormatException>(() => Schema.FromJson(json.Replace('\'', '"')));

        Assert.Equal(("schema.format", location), (error.Code, error.Location));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Spark_may_leave_out_has_a_meaning()
    {
        var schema = Schema.FromJson("""{"fields":[{"type":"decimal","name":"a","unknown":[1]}],"type":"struct"}""");

        Assert.Equal(new Schema(new Field("a", DataType.Decimal(10, 0))), schema);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        var deepest = Nested(DataType.MaxDepth - 2);

        Assert.Equal(deepest, Schema.FromJson(deepest.ToJson()));
        Assert.Throws<SchemaFormatException>(() => Schema.FromJson(Nested(DataType.MaxDepth - 1).ToJson()));
        Assert.Throws<SchemaFormatException>(() => Schema.FromJson(string.Concat(Enumerable.Repeat("""{"type":"array","elementType":""", 100_000))));
    }

    [Fact]
    public void Damaged_texts_give_a_schema_or_an_error_of_the_right_kind()
    {
        var text = new Schema(
            new Field("id", DataType.Int64, metadata: new Dictionary<string, MetadataValue> { ["comment"] = "é\"", ["n"] = MetadataValue.FromJson("[1,{}]") }),
            new Field("items", DataType.List(DataType.Struct(new Field("price", DataType.Decimal(10, 2)))))).ToJson();
        var random = new Random(11);
        for (var round = 0; round < 5_000; round++)
        {
            var damaged = text.ToCharArray();
            for (var cut = random.Next(1, 4); cut > 0; cut--)
            {
                damaged[random.Next(damaged.Length)] = random.Pick("{}[]\",:\\u0d8tfn19 \ud800".ToCharArray());
            }

            AssertReadOrRefused(new string(damaged));
        }

        AssertReadOrRefused(text.Replace("price", "\\ud800", StringComparison.Ordinal));
        AssertReadOrRefused(text.Replace("comment", "\\ud800", StringComparison.Ordinal));
        AssertReadOrRefused(text.Replace("[1,{}]", "[1,{\"\\ud800\":\"\\udc00\"}]", StringComparison.Ordinal));
    }

    private static void AssertReadOrRefused(string text)
    {
        try
        {
            var schema = Schema.FromJson(text);
            Assert.Equal(schema, Schema.FromJson(schema.ToJson()));
            Assert.Equal(schema.GetHashCode(), Schema.FromJson(text).GetHashCode());
        }
        catch (SchemaFormatException)
        {
            // Refused.
        }
    }

    private static Schema Nested(int structs)
    {
        DataType type = DataType.Int64;
        for (var depth = 0; depth < structs; depth++)
        {
            type = DataType.Struct(new Field("f", type));
        }

        return new Schema(new Field("f", type));
    }

    private static MetadataValue AnyMetadata(Random random) => random.Next(4) switch
    {
        0 => random.AnyText(),
        1 => random.AnyInt64(),
        2 => random.OneIn(2),
        _ => MetadataValue.FromJson($$"""{ "a": [ {{random.AnyInt64()}}, 1.50, null ] }"""),
    };

    private static string? SchemaStringOf(string line)
    {
        if (!line.Contains("\"schemaString\"", StringComparison.Ordinal))
        {
            return null;
        }

        using var action = JsonDocument.Parse(line);
        return action.RootElement.GetProperty("metaData").GetProperty("schemaString").GetString();
    }
}

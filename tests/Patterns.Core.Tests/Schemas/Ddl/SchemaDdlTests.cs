using Patterns.Testing;

namespace Patterns.Core.Tests.Schemas.Ddl;

public sealed class SchemaDdlTests
{
    [Fact]
    public void A_schema_reads_as_it_prints()
    {
        var ddl = "id bigint NOT NULL, name string COMMENT 'it\\'s \\\\ here\\n', `odd ``name` decimal(10,2), "
            + "tags array<map<string,int>>, address struct<street:string,`zip code`:int NOT NULL COMMENT 'five digits'>, `1st` date, é timestamp_ntz";

        var schema = Schema.Parse(ddl);

        Assert.Equal(["id", "name", "odd `name", "tags", "address", "1st", "é"], schema.Fields.Select(static field => field.Name));
        Assert.False(schema["id"].Nullable);
        Assert.Equal("it's \\ here\n", schema["name"].Comment);
        Assert.Equal(DataType.List(DataType.Map(DataType.String, DataType.Int32)), schema["tags"].Type);
        Assert.Equal(ddl.Replace("é ", "`é` ", StringComparison.Ordinal), schema.ToString());
    }

    [Theory]
    [InlineData("A BOOLEAN, b TinyInt, c byte", "A boolean, b tinyint, c tinyint")]
    [InlineData("a short,b smallint,c int,d integer,e bigint,f long", "a smallint, b smallint, c int, d int, e bigint, f bigint")]
    [InlineData("a real, b float, c double", "a float, b float, c double")]
    [InlineData("a decimal, b dec(5), c numeric( 7 , 3 )", "a decimal(10,0), b decimal(5,0), c decimal(7,3)")]
    [InlineData("a timestamp_ltz, b binary", "a timestamp, b binary")]
    [InlineData("a: int null, b struct<c int, d : string not null>", "a int, b struct<c:int,d:string NOT NULL>")]
    [InlineData("not int, comment string comment \"say \"\"hi\"\"\"", "not int, comment string COMMENT 'say \"hi\"'")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    public void Other_spellings_mean_the_same(string ddl, string printed) => Assert.Equal(printed, Schema.Parse(ddl).ToString());

    [Fact]
    public void Any_schema_without_what_ddl_cannot_say_is_read_back_as_it_was()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var schema = random.AnySchema();
            schema = new Schema([.. schema.Fields.Select(field => field.WithType(Nullable(field.Type)).WithMetadata(Field.CommentKey, random.AnyText()))]);

            Assert.Equal(schema, Schema.Parse(schema.ToString()));
        }
    }

    [Theory]
    [InlineData("id", "line 1, column 3", "found the end, expected a type")]
    [InlineData("id bigint name", "line 1, column 11", "found 'name', expected a comma or the end")]
    [InlineData("id bigint,", "line 1, column 11", "found the end, expected a name")]
    [InlineData("id bigint,\n  name text", "line 2, column 8", "found 'text', expected a type: boolean")]
    [InlineData("id int NOT", "line 1, column 11", "expected NULL after NOT")]
    [InlineData("id int COMMENT hello", "line 1, column 16", "found 'hello', expected a text in quotes")]
    [InlineData("id array<int", "line 1, column 13", "found the end, expected '>'")]
    [InlineData("id map<int>", "line 1, column 11", "found '>', expected ','")]
    [InlineData("id struct<>", "line 1, column 11", "found '>', expected a name")]
    [InlineData("id decimal(99)", "line 1, column 11", "expected 1 to 38 digits")]
    [InlineData("id decimal(99999999999)", "line 1, column 12", "expected a number of digits")]
    [InlineData("id decimal(5,6)", "line 1, column 11", "no more of them after the point")]
    [InlineData("id int, id int", "line 1, column 9", "found the name 'id' a second time")]
    [InlineData("id int; drop", "line 1, column 7", "found ';'")]
    [InlineData("`id int", "line 1, column 1", "found ` without the ` that ends it")]
    [InlineData("`` int", "line 1, column 1", "expected a name")]
    [InlineData("id int COMMENT 'x\\", "line 1, column 16", "found ' without the ' that ends it")]
    public void What_is_no_schema_is_refused_with_place_and_reason(string ddl, string location, string problem)
    {
        var error = Assert.Throws<SchemaFormatException>(() => Schema.Parse(ddl));

        Assert.Equal(location, error.Location);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Assert.Equal(DataTypeKind.List, DataType.Parse(Nested(DataType.MaxDepth - 1)).Kind);
        Assert.Contains("64 deep", Assert.Throws<SchemaFormatException>(() => DataType.Parse(Nested(DataType.MaxDepth))).Message, StringComparison.Ordinal);
        Assert.Throws<SchemaFormatException>(() => DataType.Parse(string.Concat(Enumerable.Repeat("array<", 100_000))));
    }

    private static string Nested(int lists) => string.Concat(Enumerable.Repeat("array<", lists)) + "int" + new string('>', lists);

    private static DataType Nullable(DataType type) => type switch
    {
        ListType list => DataType.List(Nullable(list.Element)),
        MapType map => DataType.Map(Nullable(map.Key), Nullable(map.Value)),
        StructType fields => DataType.Struct([.. fields.Fields.Select(static field => field.WithType(Nullable(field.Type)))]),
        _ => type,
    };
}

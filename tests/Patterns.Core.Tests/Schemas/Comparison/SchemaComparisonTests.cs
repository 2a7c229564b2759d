namespace Patterns.Core.Tests.Schemas.Comparison;

public sealed class SchemaComparisonTests
{
    [Fact]
    public void Each_change_is_told_in_words_with_its_path()
    {
        var before = Schema.Parse("id int NOT NULL, note string, price decimal(10,2), size double, kind string, items array<struct<sku:string,`unit.price`:float>>");
        var after = Schema.Parse("id bigint, price decimal(8,2), size string, kind string NOT NULL, items array<struct<sku:string,`unit.price`:double,qty:int NOT NULL>>, day date");

        Assert.Equal(
            """
            widened id from int to bigint
            allowed null in id
            narrowed price from decimal(10,2) to decimal(8,2)
            changed size from double to string
            required a value in kind
            widened items.element.`unit.price` from float to double
            added items.element.qty int NOT NULL
            added day date
            removed note string
            """,
            SchemaComparison.Between(before, after).ToString());
    }

    [Fact]
    public void Equal_schemas_have_no_change_and_order_and_comments_do_not_count()
    {
        var schema = Schema.Parse("a int, b map<string,array<int>>");
        var other = Schema.Parse("b map<string,array<int>>, a int COMMENT 'new'");

        Assert.Empty(SchemaComparison.Between(schema, schema).Changes);
        Assert.Equal("no change", SchemaComparison.Between(schema, other).ToString());
    }

    [Fact]
    public void An_id_tells_a_new_name_from_a_new_field()
    {
        var before = new Schema(WithId("a", DataType.Int32, 1), WithId("b", DataType.String, 2), WithId("c", DataType.Date, 3));
        var after = new Schema(WithId("renamed", DataType.Int64, 1), WithId("b", DataType.String, 4), WithId("c", DataType.Date, 3));

        Assert.Equal(
            [
                new SchemaChange(SchemaChangeKind.Renamed, "renamed", "a", "renamed"),
                new SchemaChange(SchemaChangeKind.Widened, "renamed", "int", "bigint"),
                new SchemaChange(SchemaChangeKind.Added, "b", null, "string"),
                new SchemaChange(SchemaChangeKind.Removed, "b", "string", null),
            ],
            SchemaComparison.Between(before, after).Changes);
        Assert.Equal(
            "added renamed bigint\nremoved a int",
            SchemaComparison.Between(before, after, idKey: null).ToString());
    }

    [Fact]
    public void A_name_counts_where_an_id_is_missing_unless_the_old_field_lives_on_under_another()
    {
        var before = new Schema(WithId("a", DataType.Int32, 1), WithId("b", DataType.Int32, 2), new Field("c", DataType.Int32));
        var after = new Schema(new Field("a", DataType.Date), WithId("renamed", DataType.Int32, 1), new Field("b", DataType.Int64), WithId("c", DataType.Int64, 3));

        Assert.Equal(
            "added a date\nrenamed a to renamed\nwidened b from int to bigint\nwidened c from int to bigint",
            SchemaComparison.Between(before, after).ToString());
    }

    [Fact]
    public void Elements_keys_and_values_are_compared()
    {
        var before = new Schema(new Field("m", DataType.Map(DataType.Int32, DataType.List(DataType.Int32, elementNullable: false), valueNullable: false)));
        var after = new Schema(new Field("m", DataType.Map(DataType.Int64, DataType.List(DataType.Int32))));

        Assert.Equal(
            "widened m.key from int to bigint\nallowed null in m.value.element\nallowed null in m.value",
            SchemaComparison.Between(before, after).ToString());
    }

    private static Field WithId(string name, DataType type, long id) => new Field(name, type).WithMetadata(SchemaComparison.DeltaIdKey, id);
}

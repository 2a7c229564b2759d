namespace Patterns.Core.Tests.Schemas;

public sealed class SchemaTests
{
    private static readonly Schema Orders = Schema.Parse("id bigint NOT NULL, region string, amount decimal(10,2)");

    [Fact]
    public void Fields_are_found_by_position_and_by_exact_name()
    {
        Assert.Equal(3, Orders.Count);
        Assert.Equal("region", Orders[1].Name);
        Assert.Equal(2, Orders.IndexOf("amount"));
        Assert.Equal(-1, Orders.IndexOf("Amount"));
    }

    [Fact]
    public void A_name_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        var error = Assert.Throws<ArgumentException>(() => Orders["price"]);

        Assert.Contains("no column 'price'. The columns are: id, region, amount.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_selection_has_the_asked_order()
    {
        Assert.Equal(Schema.Parse("amount decimal(10,2), id bigint NOT NULL"), Orders.Select("amount", "id"));
        Assert.Throws<ArgumentException>(() => Orders.Select("id", "id"));
    }

    [Fact]
    public void Names_are_unique_within_a_schema_and_within_a_struct()
    {
        var error = Assert.Throws<ArgumentException>(() => new Schema(new Field("a", DataType.Date), new Field("a", DataType.String)));

        Assert.Contains("'a' is used by field 1 and by field 2", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => DataType.Struct(new Field("a", DataType.Date), new Field("a", DataType.Date)));
        Assert.Throws<ArgumentException>(() => DataType.Struct());
        Assert.Equal(2, new Schema(new Field("a", DataType.Date), new Field("A", DataType.Date)).Count);
    }

    [Fact]
    public void Schemas_are_compared_by_value_metadata_included()
    {
        var copy = new Schema([.. Orders.Fields.Select(static field => new Field(field.Name, field.Type, field.Nullable))]);

        Assert.Equal(Orders, copy);
        Assert.Equal(Orders.GetHashCode(), copy.GetHashCode());
        Assert.NotEqual(Orders, new Schema(Orders[0].WithMetadata("a", 1), Orders[1], Orders[2]));
        Assert.NotEqual(Orders, new Schema(Orders[0].WithNullable(true), Orders[1], Orders[2]));
        Assert.NotEqual(Orders, Orders.Select("region", "id", "amount"));
    }

    [Fact]
    public void A_field_is_changed_by_making_another()
    {
        var field = new Field("a", DataType.Int32).WithMetadata(Field.CommentKey, "why").WithMetadata("n", 1);
        var changed = field.WithName("b").WithType(DataType.Int64).WithNullable(false).WithMetadata("n", null);

        Assert.Equal("a int COMMENT 'why'", field.ToString());
        Assert.Equal("b bigint NOT NULL COMMENT 'why'", changed.ToString());
        Assert.Equal([Field.CommentKey], changed.Metadata.Keys);
        Assert.Throws<ArgumentException>(() => field.WithName(""));
    }
}

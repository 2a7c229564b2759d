using Patterns.Core;

namespace Patterns.Columnar.Tests.Rows;

public sealed class RowBinderSchemaTests
{
    private enum Status : byte
    {
        Open = 1,
        Paid = 2,
    }

    [Fact]
    public void Columns_are_named_and_typed_after_the_properties_in_their_order()
    {
        var schema = new RowBinder<Order>().Schema;

        Assert.Equal(
            "order_id bigint NOT NULL, customer_name string NOT NULL, note string, amount decimal(10,2) NOT NULL, paid_at timestamp, order_date date NOT NULL, status string NOT NULL, tags array<string> NOT NULL, ship_to struct<city:string NOT NULL,zip_code:string>, counts map<string,int> NOT NULL, token string NOT NULL, raw binary NOT NULL, local timestamp_ntz NOT NULL",
            schema.ToString());
    }

    [Fact]
    public void The_nullability_of_elements_fields_and_values_is_kept()
    {
        var schema = new RowBinder<Order>().Schema;

        Assert.True(((ListType)schema["tags"].Type).ElementNullable);
        Assert.False(((StructType)schema["ship_to"].Type).Fields[0].Nullable);
        Assert.True(((StructType)schema["ship_to"].Type).Fields[1].Nullable);
        Assert.False(((MapType)schema["counts"].Type).ValueNullable);
    }

    [Theory]
    [InlineData(nameof(Names.PaidAt), "paid_at")]
    [InlineData(nameof(Names.Q3Revenue), "q3_revenue")]
    [InlineData(nameof(Names.URLPath), "url_path")]
    [InlineData(nameof(Names.X), "x")]
    [InlineData(nameof(Names.Http2Server), "http2_server")]
    [InlineData(nameof(Names.already_snake), "already_snake")]
    [InlineData(nameof(Names.Given), "its own name")]
    public void A_property_is_named_in_snake_case_unless_it_says_otherwise(string property, string column)
    {
        var binder = new RowBinder<Names>();

        Assert.Equal(column, binder.ColumnOf(typeof(Names).GetProperty(property)!));
    }

    [Fact]
    public void Names_can_be_kept_as_they_are()
    {
        var binder = new RowBinder<Names>(new RowBinderOptions { Naming = ColumnNaming.AsIs });

        Assert.Contains("URLPath int NOT NULL", binder.Schema.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_can_be_in_camel_case()
    {
        var binder = new RowBinder<Names>(new RowBinderOptions { Naming = ColumnNaming.CamelCase });

        Assert.Contains("urlPath int NOT NULL", binder.Schema.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Computed_and_ignored_properties_are_not_columns()
    {
        Assert.Equal("a int NOT NULL", new RowBinder<Partial>().Schema.ToString());
    }

    [Fact]
    public void Inherited_properties_come_first()
    {
        Assert.Equal("id int NOT NULL, name string", new RowBinder<Derived>().Schema.ToString());
    }

    [Fact]
    public void Enums_are_numbers_where_the_property_or_the_options_say_so()
    {
        var byProperty = new RowBinder<Statuses>().Schema;
        var byOption = new RowBinder<Statuses>(new RowBinderOptions { Enums = EnumStorage.Number }).Schema;

        Assert.Equal("named string NOT NULL, numbered smallint NOT NULL", byProperty.ToString());
        Assert.Equal("named smallint NOT NULL, numbered smallint NOT NULL", byOption.ToString());
    }

    [Fact]
    public void A_decimal_without_digits_is_an_error_that_says_what_to_write()
    {
        var error = Assert.Throws<ArgumentException>(() => new RowBinder<Priced>().Schema);

        Assert.Contains("Priced.Price", error.Message, StringComparison.Ordinal);
        Assert.Contains("[Decimal(18, 2)]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decimal_gets_the_digits_of_the_options_by_explicit_choice()
    {
        var binder = new RowBinder<Priced>(new RowBinderOptions { Decimals = DataType.Decimal(38, 18) });

        Assert.Equal("price decimal(38,18) NOT NULL", binder.Schema.ToString());
    }

    [Fact]
    public void A_type_without_a_counterpart_is_named_with_its_property()
    {
        var error = Assert.Throws<ArgumentException>(() => new RowBinder<Timed>().Schema);

        Assert.Contains("Timed.Duration is a System.TimeSpan", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_within_itself_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RowBinder<Tree>().Schema);

        Assert.Contains("Tree.Children[] leads back to", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_properties_for_one_column_are_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => new RowBinder<Twice>());

        Assert.Contains("Twice.A and Twice.B are both column 'a'", error.Message, StringComparison.Ordinal);
    }

    private sealed record Address(string City, string? ZipCode);

    private sealed record Order(
        long OrderId,
        string CustomerName,
        string? Note,
        [Decimal(10, 2)] decimal Amount,
        DateTimeOffset? PaidAt,
        DateOnly OrderDate,
        Status Status,
        IReadOnlyList<string?> Tags,
        Address? ShipTo,
        Dictionary<string, int> Counts,
        Guid Token,
        byte[] Raw,
        DateTime Local);

    private sealed class Names
    {
        public int PaidAt { get; set; }

        public int Q3Revenue { get; set; }

        public int URLPath { get; set; }

        public int X { get; set; }

        public int Http2Server { get; set; }

#pragma warning disable IDE1006 // A name as it comes from elsewhere.
        public int already_snake { get; set; }
#pragma warning restore IDE1006

        [Column("its own name")]
        public int Given { get; set; }
    }

    private sealed class Partial
    {
        public int A { get; set; }

        public int Twice => A * 2;

        [Column(Ignore = true)]
        public TimeSpan Ignored { get; set; }
    }

    private class Root
    {
        public int Id { get; set; }
    }

    private sealed class Derived : Root
    {
        public string? Name { get; set; }
    }

    private sealed record Statuses(Status Named, [Column(EnumAs = EnumStorage.Number)] Status Numbered);

    private sealed record Priced(decimal Price);

    private sealed record Timed(TimeSpan Duration);

    private sealed record Tree(string Name, List<Tree> Children);

    private sealed record Twice(int A, [Column("a")] int B);
}

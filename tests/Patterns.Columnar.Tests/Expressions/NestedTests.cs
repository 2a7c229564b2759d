using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Fields, elements and values of keys, however deep, with nulls on every level.</summary>
public sealed class NestedTests
{
    private static readonly DataType Item = DataType.Struct(new Field("sku", DataType.String), new Field("quantity", DataType.Int32), new Field("marks", DataType.List(DataType.Int32)));

    private static readonly Schema Orders = new(
        new Field("payload", DataType.Struct(new Field("user", DataType.Struct(new Field("name", DataType.String), new Field("items", DataType.List(Item)))))),
        new Field("tags", DataType.List(DataType.String)),
        new Field("attributes", DataType.Map(DataType.String, DataType.Struct(new Field("color", DataType.String)))),
        new Field("n", DataType.Int32));

    [Theory]
    [InlineData("payload.user.name", "'Ann'", "null", "null", "null")]
    [InlineData("payload['user']['name']", "'Ann'", "null", "null", "null")]
    [InlineData("payload.user.items.sku", "['A', null, 'B']", "[]", "null", "null")]
    [InlineData("payload.user.items['sku']", "['A', null, 'B']", "[]", "null", "null")]
    [InlineData("payload.user.items[0].quantity + 1", "3", "error")]
    [InlineData("get(payload.user.items, 1).sku", "null", "null", "null", "null")]
    [InlineData("get(payload.user.items.quantity, 2)", "1", "null", "null", "null")]
    [InlineData("payload.user.items.marks", "[[7, 8], null, []]", "[]", "null", "null")]
    [InlineData("get(get(payload.user.items.marks, 0), 1)", "8", "null", "null", "null")]
    [InlineData("size(payload.user.items)", "3", "0", "null", "null")]
    [InlineData("array_contains(payload.user.items.sku, 'B')", "true", "false", "null", "null")]
    [InlineData("array_contains(payload.user.items.sku, 'C')", "null", "false", "null", "null")]
    [InlineData("attributes.size.color", "'red'", "null", "null", "null")]
    [InlineData("attributes['size'].color", "'red'", "null", "null", "null")]
    [InlineData("element_at(attributes, 'size').color", "'red'", "null", "null", "null")]
    [InlineData("map_values(attributes).color", "['red', null]", "[]", "[null]", "null")]
    [InlineData("map_contains_key(attributes, 'other')", "true", "false", "true", "null")]
    [InlineData("tags[n]", "'b'", "error")]
    [InlineData("get(tags, n)", "'b'", "null", "null", "'a'")]
    [InlineData("CASE WHEN size(tags) > n THEN tags[n] END", "'b'", "null", "null", "'a'")]
    [InlineData("size(tags) > 2 AND tags[2] = 'c'", "true", "false", "null", "false")]
    [InlineData("payload.user IS NULL", "false", "false", "true", "true")]
    public void Nested_values_are_read_through_every_level(string text, params string[] expected)
    {
        using var batch = Batch();
        if (expected[^1] == "error")
        {
            var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));
            Assert.Equal(expected.Length - 1, error.RowIndex);
            return;
        }

        Assert.Equal(expected, TestBatch.Evaluate(text, batch).Select(TestBatch.Show));

        // A slice's lists begin in the middle of the elements.
        using var slice = batch.Slice(1, 3);
        Assert.Equal(expected[1..], TestBatch.Evaluate(text, slice).Select(TestBatch.Show));
    }

    [Theory]
    [InlineData("tags[5]", "the list has 3 elements, but element 5 (counted from 0)")]
    [InlineData("tags[-1]", "element -1 (counted from 0)")]
    [InlineData("element_at(tags, 4)", "element 4 (counted from 1) is asked for. Use try_element_at")]
    [InlineData("element_at(tags, -4)", "element -4")]
    [InlineData("element_at(tags, 0)", "there is no position 0")]
    [InlineData("try_element_at(tags, 0)", "there is no position 0")]
    public void A_missing_element_is_an_error_that_says_what_gives_null(string text, string problem)
    {
        using var batch = Batch();
        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));

        Assert.Equal(0, error.RowIndex);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payload.usr.name", "there is no field 'usr'. There is: user.")]
    [InlineData("payload.user.items.skuu", "there is no field 'skuu'. There is: sku, quantity, marks.")]
    [InlineData("payload.user.items[0].colour", "there is no field 'colour'")]
    [InlineData("payload['usr']", "there is no field 'usr'")]
    [InlineData("tags.name", "there is no field 'name': array<string> has no fields")]
    [InlineData("payload.user.items.marks.x", "there is no field 'x': array<array<int>> has no fields")]
    [InlineData("attributes.size.colour", "there is no field 'colour'. There is: color.")]
    [InlineData("n.x", "there is no field 'x': int has no fields")]
    [InlineData("tags['a']", "the position in a list is an integer")]
    [InlineData("payload[0]", "has no elements")]
    public void A_field_that_is_not_there_is_named(string text, string problem)
    {
        var error = Assert.Throws<ExpressionTypeException>(() => Expression.Parse(text).Bind(Orders));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (error.LineNumber, error.ColumnNumber));
    }

    [Theory]
    [InlineData("payload.user.items.quantity", "array<int>")]
    [InlineData("map_keys(attributes)", "array<string>")]
    [InlineData("map_values(attributes).color", "array<string>")]
    [InlineData("attributes.size", "struct<color:string>")]
    public void Nested_values_have_the_type_of_their_parts(string text, string type)
        => Assert.Equal(type, Expression.Cast(Expression.Null, Expression.Parse(text).Bind(Orders).Type).ToString()["CAST(NULL AS ".Length..^1]);

    private static ColumnBatch Batch()
    {
        object?[] items = [(object?[])["A", 2, (object?[])[7, 8]], null, (object?[])["B", 1, Array.Empty<object?>()]];
        return TestBatch.Of(
            Orders,
            [(object?[])[(object?[])["Ann", items]], (object?[])["a", "b", "c"], (KeyValuePair<object, object?>[])[new("size", (object?[])["red"]), new("other", (object?[])[null])], 1],
            [(object?[])[(object?[])[null, Array.Empty<object?>()]], Array.Empty<object?>(), Array.Empty<KeyValuePair<object, object?>>(), 0],
            [(object?[])[null], null, (KeyValuePair<object, object?>[])[new("other", null)], 0],
            [null, (object?[])["a"], null, 0]);
    }
}

using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class ColumnProjectionTests
{
    private static readonly Order?[] Orders =
    [
        new(1, "a", [new Item(1, 10), new Item(2, 20)], new Dictionary<string, Weight> { ["x"] = new(0.5f) }),
        null,
        new(3, null, [], new Dictionary<string, Weight>()),
        new(4, "d", [new Item(5, -1)], new Dictionary<string, Weight> { ["y"] = new(2), ["z"] = new(3) }),
    ];

    [Theory]
    [InlineData("struct<id:int,note:string>", "{'id':1,'note':'a'}", "{'id':3}", "{'id':4,'note':'d'}")]
    [InlineData("struct<note:string,id:bigint>", "{'note':'a','id':1}", "{'id':3}", "{'note':'d','id':4}")]
    [InlineData("struct<id:int,later:struct<n:int>,more:array<int>>", "{'id':1}", "{'id':3}", "{'id':4}")]
    [InlineData("struct<items:array<struct<quantity:bigint,colour:string>>>", "{'items':[{'quantity':10},{'quantity':20}]}", "{'items':[]}", "{'items':[{'quantity':-1}]}")]
    [InlineData("struct<weights:map<string,struct<kilos:double>>>", "{'weights':{'x':{'kilos':0.5}}}", "{'weights':{}}", "{'weights':{'y':{'kilos':2},'z':{'kilos':3}}}")]
    public void Fields_are_picked_reordered_widened_and_added(string wanted, string first, string third, string fourth)
    {
        using var batch = Batch();
        var column = batch.Columns[0];

        Assert.Equal([first, null, third, fourth], Texts(column, wanted));

        using var slice = column.Slice(1, 3);
        Assert.Equal([null, third, fourth], Texts(slice, wanted));
    }

    [Fact]
    public void Fields_are_found_as_the_caller_says()
    {
        using var batch = Batch();
        var projection = ColumnProjection.TryCreate(
            batch.Columns[0].Type,
            DataType.Parse("struct<ID:int,ITEMS:array<struct<SKU:int>>>"),
            static (field, found) => found.ToList().FindIndex(candidate => candidate.Name.Equals(field.Name, StringComparison.OrdinalIgnoreCase)));

        using var projected = projection!.Apply(batch.Columns[0]);

        Assert.Equal(["{'ID':1,'ITEMS':[{'SKU':1},{'SKU':2}]}", null, "{'ID':3,'ITEMS':[]}", "{'ID':4,'ITEMS':[{'SKU':5}]}"], Texts(projected));
    }

    [Theory]
    [InlineData("struct<id:string>")]
    [InlineData("struct<id:smallint>")]
    [InlineData("struct<items:array<struct<quantity:smallint>>>")]
    [InlineData("struct<items:map<string,int>>")]
    [InlineData("array<int>")]
    public void A_type_that_does_not_hold_every_value_is_refused(string wanted)
    {
        using var batch = Batch();

        Assert.Null(ColumnProjection.TryCreate(batch.Columns[0].Type, DataType.Parse(wanted)));
    }

    private static ColumnBatch Batch() => new RowBinder<Row>().Write(Orders.Select(static order => new Row(order)).ToArray());

    private static List<string?> Texts(Column column, string wanted)
    {
        var projection = ColumnProjection.TryCreate(column.Type, DataType.Parse(wanted));
        using var projected = projection!.Apply(column);
        Assert.Equal(DataType.Parse(wanted), projected.Type);
        return Texts(projected);
    }

    private static List<string?> Texts(Column column)
    {
        using var json = JsonText.FromColumn(column);
        return Enumerable.Range(0, json.Length).Select(row => ((string?)json.GetValue(row))?.Replace('"', '\'')).ToList();
    }

    public sealed record Item(int Sku, int Quantity);

    public sealed record Weight(float Kilos);

    public sealed record Order(int Id, string? Note, IReadOnlyList<Item> Items, IReadOnlyDictionary<string, Weight> Weights);

    public sealed record Row(Order? Order);
}

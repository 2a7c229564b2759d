using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Tests.Delta;

public sealed class FileStatisticsTests
{
    private static readonly Schema Columns = Schema.Parse(
        "id bigint, name string, amount decimal(10,2), day date, time timestamp, local timestamp_ntz, ratio double, flag boolean, part int");
    private static readonly TableColumns Unmapped = new(Columns, ColumnMapping.Of(new TableMetadata { Id = "t", SchemaString = "" }, "t"));

    [Fact]
    public void Statistics_survive_being_written_and_read()
    {
        var time = new DateTimeOffset(2026, 11, 22, 8, 30, 0, 123, TimeSpan.Zero);
        var written = new Dictionary<string, ColumnStatistics>
        {
            ["id"] = Bounds(-5L, long.MaxValue),
            ["name"] = Bounds("a\"b", "ü"),
            ["amount"] = Bounds(-1.50m, 3m),
            ["day"] = Bounds(new DateOnly(1969, 1, 2), new DateOnly(2026, 1, 2)),
            ["time"] = Bounds(time, time),
            ["local"] = Bounds(time.DateTime, time.DateTime),
            ["ratio"] = Bounds(0.1, 1e300),
            ["flag"] = Bounds(false, true),
        };

        var read = Parse(StatisticsText.Write(10, Columns, written.GetValueOrDefault), FloatBounds.TagsFor(Columns));

        Assert.Equal(10, read.RowCount);
        Assert.Equal((-5L, long.MaxValue, 3L, true), Describe(read, "id"));
        Assert.Equal(("a\"b", "ü", 3L, true), Describe(read, "name"));
        Assert.Equal((-1.50m, 3m, 3L, true), Describe(read, "amount"));
        Assert.Equal((new DateOnly(1969, 1, 2), new DateOnly(2026, 1, 2), 3L, true), Describe(read, "day"));
        Assert.Equal((time, time.AddMilliseconds(1), 3L, false), Describe(read, "time"));
        Assert.Equal((time.DateTime, time.DateTime.AddMilliseconds(1), 3L, false), Describe(read, "local"));
        Assert.Equal((0.1, 1e300, 3L, false), Describe(read, "ratio"));
        Assert.Equal((null, null, 3L, false), Describe(read, "flag"));
    }

    [Fact]
    public void The_largest_number_of_a_writer_that_may_pass_over_nan_is_no_bound()
    {
        const string Stats = """{"numRecords":2,"minValues":{"ratio":0.5},"maxValues":{"ratio":2.5},"nullCount":{"ratio":0}}""";

        Assert.Equal((0.5, null, 0L, false), Describe(Parse(Stats, null), "ratio"));
    }

    [Fact]
    public void Only_the_first_32_leaves_are_described()
    {
        var schema = new Schema([.. Enumerable.Range(0, 40).Select(static index => new Field($"c{index}", DataType.Int32))]);

        var text = StatisticsText.Write(1, schema, static _ => Bounds(1, 2));

        Assert.Contains("\"c31\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"c32\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_of_structs_are_described_inside_of_their_struct()
    {
        var schema = Schema.Parse("id int, payload struct<user:struct<age:int,name:string>,tags:array<string>>, `payload.tags` int, c struct<d:int>, `c.d` int");
        var columns = new TableColumns(schema, ColumnMapping.Of(new TableMetadata { Id = "t", SchemaString = "" }, "t"));

        var text = StatisticsText.Write(10, schema, static name => name == "payload.tags" ? null : Bounds(1, 2));
        var read = FileStatistics.Parse(new AddFile { Path = "p", Stats = text }, columns);

        Assert.Contains("""
            "minValues":{"id":1,"payload":{"user":{"age":1,"name":1}}}
            """, text, StringComparison.Ordinal);
        Assert.Equal((1, 2, 3L, true), Describe(read, "payload.user.age"));
        Assert.Null(read.Column("payload.tags")?.Min);
        Assert.Null(read.Column("c.d"));
    }

    [Fact]
    public void Partition_values_are_known_even_without_statistics()
    {
        var read = FileStatistics.Parse(new AddFile { Path = "p", PartitionValues = new Dictionary<string, string?> { ["part"] = "7", ["id"] = null } }, Unmapped);

        Assert.Null(read.RowCount);
        Assert.Equal((7, 7), (read.Column("part")!.Min, read.Column("part")!.Max));
        Assert.Equal(read.Column("id")!.RowCount, read.Column("id")!.NullCount);
        Assert.Null(read.Column("name"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"numRecords":"many"}""")]
    [InlineData("""{"numRecords":-1,"minValues":{"id":1}}""")]
    public void Damaged_statistics_count_as_none(string stats)
    {
        var read = Parse(stats, null);

        Assert.Null(read.RowCount);
        Assert.Null(read.Column("id"));
    }

    [Theory]
    [InlineData("""{"numRecords":3,"minValues":7,"maxValues":{"id":"x","name":5,"day":"soon","time":true,"amount":1e400},"nullCount":[]}""")]
    [InlineData("""{"numRecords":3,"minValues":{"id":{"a":1}},"maxValues":null}""")]
    public void Values_of_another_kind_say_nothing(string stats)
    {
        var read = Parse(stats, null);

        Assert.All(Columns.Fields, field => Assert.Equal((null, null, null, false), Describe(read, field.Name)));
    }

    [Fact]
    public void Wide_bounds_are_bounds_and_their_null_counts_nothing()
        => Assert.Equal(
            (1L, 5L, null, false),
            Describe(Parse("""{"numRecords":3,"tightBounds":false,"minValues":{"id":1},"maxValues":{"id":5},"nullCount":{"id":3}}""", null), "id"));

    private static FileStatistics Parse(string stats, IReadOnlyDictionary<string, string?>? tags) => FileStatistics.Parse(new AddFile { Path = "p", Stats = stats, Tags = tags }, Unmapped);

    private static ColumnStatistics Bounds(object min, object max) => new() { RowCount = 10, NullCount = 3, Min = min, Max = max, IsExact = true };

    private static (object? Min, object? Max, long? Nulls, bool IsExact) Describe(FileStatistics statistics, string column)
        => statistics.Column(column) is { } known ? (known.Min, known.Max, known.NullCount, known.IsExact) : default;
}

using System.Text;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet.Statistics;

public sealed class StatisticsTests
{
    [Fact]
    public async Task Row_groups_and_the_summary_know_bounds_and_nulls()
    {
        var schema = new Schema(
            new Field("number", DataType.Int32), new Field("text", DataType.String), new Field("price", DataType.Decimal(25, 2)), new Field("flag", DataType.Boolean),
            new Field("day", DataType.Date), new Field("at", DataType.Timestamp), new Field("empty", DataType.Int64));
        using var builder = new ColumnBatchBuilder(schema);
        for (var row = 0; row < 10; row++)
        {
            builder.Fixed<int>(0).Append(row is 3 or 7 ? null : 10 - row);
            builder.Binary(1).Append($"text {row % 4}");
            builder.Fixed<Int128>(2).Append(row * -101);
            ((BooleanColumnBuilder)builder.Columns[3]).Append(row > 4);
            builder.Fixed<int>(4).Append(row);
            builder.Fixed<long>(5).Append(row * 1_000_000L);
            builder.Columns[6].AppendNull();
        }

        using var batch = builder.Build();
        using var stream = new MemoryStream();
        await using var writer = ParquetWriter.Create(stream, schema, new ParquetWriterOptions { RowGroupRowLimit = 5 });
        await writer.WriteAsync(batch);
        var summary = await writer.CompleteAsync();
        await using var file = await ParquetBytes.OpenAsync(stream.ToArray());

        AssertStatistics(summary.Columns["number"], 10, 2, 1, 10);
        AssertStatistics(summary.Columns["text"], 10, 0, "text 0", "text 3");
        AssertStatistics(summary.Columns["price"], 10, 0, -9.09m, 0.00m);
        AssertStatistics(summary.Columns["flag"], 10, 0, false, true);
        AssertStatistics(summary.Columns["empty"], 10, 10, null, null);
        Assert.Equal([5L, 5L], file.RowGroups.Select(static rowGroup => rowGroup.RowCount));
        AssertStatistics(file.RowGroups[0].Statistics["number"], 5, 1, 6, 10);
        AssertStatistics(file.RowGroups[1].Statistics["number"], 5, 1, 1, 5);
        AssertStatistics(file.RowGroups[1].Statistics["text"], 5, 0, "text 0", "text 3");
        AssertStatistics(file.RowGroups[1].Statistics["price"], 5, 0, -9.09m, -5.05m);
        AssertStatistics(file.RowGroups[0].Statistics["flag"], 5, 0, false, false);
        AssertStatistics(file.RowGroups[0].Statistics["day"], 5, 0, new DateOnly(1970, 1, 1), new DateOnly(1970, 1, 5));
        AssertStatistics(file.RowGroups[1].Statistics["at"], 5, 0, DateTimeOffset.UnixEpoch.AddSeconds(5), DateTimeOffset.UnixEpoch.AddSeconds(9));
        AssertStatistics(file.RowGroups[0].Statistics["empty"], 5, 5, null, null);
    }

    [Theory]
    [InlineData(new[] { 1d, double.NaN, 2d }, null, null)]
    [InlineData(new[] { 0d, 0d }, -0d, 0d)]
    [InlineData(new[] { -0d }, -0d, 0d)]
    [InlineData(new[] { double.NegativeInfinity, 5d }, double.NegativeInfinity, 5d)]
    public async Task Bounds_of_floating_point_leave_NaN_out_and_take_either_zero_in(double[] values, double? min, double? max)
    {
        var schema = new Schema(new Field("x", DataType.Float64));
        using var builder = new ColumnBatchBuilder(schema);
        builder.Fixed<double>(0).Append(values);
        using var batch = builder.Build();

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, null, batch));

        var statistics = file.RowGroups[0].Statistics["x"];
        Assert.Equal((min, max), ((double?)statistics.Min, (double?)statistics.Max));
        Assert.Equal(min is 0 && double.IsNegative(min.Value), statistics.Min is double bound && bound == 0 && double.IsNegative(bound));
    }

    [Fact]
    public async Task Long_texts_are_bounded_by_short_ones()
    {
        var texts = new[] { new string('a', 100), new string('z', 100), "b", new string('é', 50) + "x" };
        var schema = new Schema(new Field("text", DataType.String));
        using var builder = new ColumnBatchBuilder(schema);
        Array.ForEach(texts, builder.Binary(0).Append);
        using var batch = builder.Build();

        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(schema, null, batch));

        var statistics = file.RowGroups[0].Statistics["text"];
        Assert.False(statistics.IsExact);
        Assert.All(texts, text => Assert.True(Compare((string)statistics.Min!, text) <= 0 && Compare(text, (string)statistics.Max!) <= 0));
        Assert.True(Encoding.UTF8.GetByteCount((string)statistics.Max!) <= 64);
    }

    private static int Compare(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));

    private static void AssertStatistics(ColumnStatistics statistics, long rows, long nulls, object? min, object? max)
    {
        Assert.Equal((rows, nulls, min, max), (statistics.RowCount, statistics.NullCount, statistics.Min, statistics.Max));
        Assert.Equal(min is not null, statistics.IsExact);
    }
}

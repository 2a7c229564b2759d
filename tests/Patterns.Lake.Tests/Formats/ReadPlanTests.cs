using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats;

public sealed class ReadPlanTests
{
    [Theory]
    [InlineData(0, 65_536)]
    [InlineData(3, 65_536)]
    [InlineData(300, 27_962)]
    [InlineData(8_192, 1_024)]
    [InlineData(1_000_000, 64)]
    public void Rows_with_hundreds_of_values_come_in_smaller_batches(int columns, int expected)
    {
        var plan = new ReadPlan([.. Enumerable.Range(0, columns).Select(static index => new ColumnPlan($"c{index}", new ValuePlan(DataType.Int64)))], NullSpellings.Default, 65_536);

        Assert.Equal(expected, plan.BatchRows);
    }
}

using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Documents;

public sealed class OpenSloObjectiveTests
{
    private const string Text = """
        apiVersion: openslo/v1
        kind: SLO
        metadata: { name: orders, displayName: Orders arrive }
        spec:
          service: shop
          indicator:
            metadata: { name: order-ratio }
            spec: { ratioMetric: { counter: true, good: { metricSource: { type: Any, spec: { query: a } } }, total: { metricSource: { type: Any, spec: { query: b } } } } }
          timeWindow: [ { duration: 1M, calendar: { startTime: 2022-01-31 06:00:00, timeZone: Asia/Tokyo } } ]
          budgetingMethod: Timeslices
          objectives: [ { target: 0.995, timeSliceTarget: 0.95, timeSliceWindow: 5m } ]
        """;

    [Fact]
    public void An_objective_of_a_document_is_evaluated_in_this_process()
    {
        List<string> asked = [];

        var objective = Assert.Single(OpenSloDocument.Parse(Text).ToObjectives(indicator =>
        {
            asked.Add(indicator.Name);
            return new Indicator(indicator.Name);
        }));

        Assert.Equal(["order-ratio"], asked);
        Assert.Equal("orders", objective.Name);
        Assert.Equal("Orders arrive", objective.Description);
        Assert.Equal(Target.Percent("99.5"), objective.Target);
        Assert.Equal(BudgetingMethod.TimeSlices, objective.Budgeting.Method);
        Assert.Equal(Target.Percent("95"), objective.Budgeting.SliceTarget);
        // Months from the 31st, 06:00 in Tokyo, which is 21:00 UTC the day before: the last day where a month is shorter.
        Assert.Equal(new TimeWindow(new(2026, 2, 27, 21, 0, 0, TimeSpan.Zero), new(2026, 3, 30, 21, 0, 0, TimeSpan.Zero)), objective.Window.At(new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData("duration: 1M, calendar: { startTime: 2022-01-31 06:00:00, timeZone: Asia/Tokyo }", "duration: 1M, isRolling: true", "A rolling window of 1M has no length of its own.")]
    [InlineData("duration: 1M,", "duration: 12h,", "A period of 12h is none of the calendar.")]
    [InlineData("target: 0.995", "target: 0", "0 is no target")]
    [InlineData("timeSliceTarget: 0.95", "timeSliceTarget: 1.0", "'timeSliceTarget: 1' is not evaluated here")]
    [InlineData("timeSliceWindow: 5m", "timeSliceWindow: 7m", "A slice is whole minutes that divide a day")]
    public void What_a_document_may_have_and_an_objective_may_not_is_refused(string found, string replacement, string message)
    {
        Assert.Contains(found, Text, StringComparison.Ordinal);
        var document = OpenSloDocument.Parse(Text.Replace(found, replacement, StringComparison.Ordinal), "slo.yaml", DocumentReading.Lenient);

        var exception = Assert.Throws<DocumentException>(() => document.ToObjectives(static indicator => new Indicator(indicator.Name)));

        Assert.StartsWith("slo.yaml, the SLO 'orders', objective 1: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}

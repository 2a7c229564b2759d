using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Composites;

public sealed class CompositeTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Window Day = Window.Rolling(TimeSpan.FromDays(1));

    private static CompositePart Part(string name, params EventCounts[] minutes)
    {
        var indicator = new Indicator(name);
        indicator.Backfill(new SlotHistory(Start, minutes));
        return new CompositePart(new Objective(name, indicator, Target.Percent("90"), Day, new ObjectiveOptions { Alerts = [] }));
    }

    private static readonly EventCounts Good = new(10, 10);
    private static readonly EventCounts Bad = new(1, 10);

    [Theory]
    [InlineData(CompositeKind.AllOf, 2, 5)]
    [InlineData(CompositeKind.AnyOf, 4, 5)]
    public void Minutes_are_good_when_all_or_any_of_the_parts_are(CompositeKind kind, long good, long total)
    {
        var status = new CompositeObjective("c", kind, Target.Percent("50"), [Part("a", Good, Good, Bad, default, Bad), Part("b", Good, Bad, Bad, Good, Good, default)]).Evaluate(Start.AddMinutes(9));

        Assert.Equal(new EventCounts(good, total), status.Budget!.Value.Counts);
        Assert.Equal(kind == CompositeKind.AnyOf, status.IsMet);
    }

    [Fact]
    public void A_journey_is_the_product_of_its_steps_and_exact_at_the_target()
    {
        var parts = new[] { Part("a", new EventCounts(9, 10)), Part("b", new EventCounts(9, 10)) };

        Assert.True(new CompositeObjective("c", CompositeKind.Journey, Target.Percent("81"), parts).Evaluate(Start).IsMet);
        Assert.False(new CompositeObjective("c", CompositeKind.Journey, Target.Percent("81.0000001"), parts).Evaluate(Start).IsMet);
        Assert.Equal(0.81, new CompositeObjective("c", CompositeKind.Journey, Target.Percent("81"), parts).Evaluate(Start).Attainment!.Value, 12);
    }

    [Fact]
    public void Without_data_a_composite_is_met_and_says_that_it_has_none()
    {
        foreach (var kind in Enum.GetValues<CompositeKind>())
        {
            var status = new CompositeObjective("c", kind, Target.Percent("99"), [Part("a"), Part("b")]).Evaluate(Start);
            Assert.Equal((true, null), (status.IsMet, status.Attainment));
        }
    }

    [Fact]
    public void Parts_over_different_windows_are_refused()
    {
        var other = new Objective("o", new Indicator("i"), Target.Percent("99"), Window.CalendarDay("UTC"), new ObjectiveOptions { Alerts = [] });

        Assert.Throws<ArgumentException>(() => new CompositeObjective("c", CompositeKind.AllOf, Target.Percent("99"), [Part("a"), new CompositePart(other)]));
        Assert.Throws<ArgumentException>(() => new CompositeObjective("c", CompositeKind.AllOf, Target.Percent("99"), [Part("a")]));
    }

    [Fact]
    public void Dependencies_that_spend_more_than_everything_leave_nothing()
    {
        Assert.Equal(Ratio.Zero, DependencyCeiling.OfAll(Target.Percent("50"), Target.Percent("50"), Target.Percent("60")));
        Assert.Equal(new Ratio(9985, 10_000), DependencyCeiling.OfAll(Target.Percent("99.9"), Target.Percent("99.95")));
        Assert.Equal(0.9999, DependencyCeiling.OfAny(Target.Percent("99"), Target.Percent("99")), 12);
    }
}

namespace Patterns.ServiceLevels.Tests.Groups;

public sealed class IndicatorGroupTests
{
    [Fact]
    public void Values_beyond_the_bound_are_counted_together()
    {
        var group = new IndicatorGroup("orders", "customer", maxMembers: 2);

        Assert.NotSame(group["a"], group["b"]);
        Assert.Same(group["a"], group["a"]);
        Assert.Same(group.Overflow, group["c"]);
        Assert.Same(group.Overflow, group[new string('x', 500)]);
        Assert.Equal(2, group.Members.Count);
        Assert.Equal("orders/customer=a", group["a"].Name);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("a/b\n\0\\")]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("\ud800")]
    public void Any_value_makes_a_name(string value) => Assert.StartsWith("orders/customer=", new IndicatorGroup("orders", "customer")[value].Name, StringComparison.Ordinal);

    [Fact]
    public void The_bound_holds_under_a_flood_from_many_threads()
    {
        var group = new IndicatorGroup("g", "l", maxMembers: 50);
        Parallel.For(0, 20_000, number => group[$"v{number % 1000}"].Record(good: true));

        Assert.True(group.Members.Count <= 50);
        var total = 0L;
        foreach (var indicator in group.Members.Values.Append(group.Overflow))
        {
            indicator.Advance(DateTimeOffset.UnixEpoch);
            total += indicator.Count(new Core.TimeWindow(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1))).Total;
        }

        Assert.Equal(20_000, total);
    }

    [Fact]
    public void Every_member_gets_its_objective_also_when_it_comes_later()
    {
        var group = new IndicatorGroup("g", "l", maxMembers: 2);
        _ = group["early"];
        using var evaluator = new ObjectiveEvaluator([]);
        evaluator.Add(group, static indicator => new Objective(indicator.Name, indicator, Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(7))));
        _ = group["late"];
        _ = group["over"];

        Assert.Equal(["g/l=early", "g/l=late", "g/overflow"], evaluator.Objectives.Select(static objective => objective.Name));
    }
}

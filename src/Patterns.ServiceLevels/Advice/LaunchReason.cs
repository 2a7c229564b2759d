using System.Globalization;

namespace Patterns.ServiceLevels.Advice;

/// <summary>What a service without history can be expected to deliver: failures of its own changes and of what it depends on, doubled, because plans are hopeful.</summary>
internal static class LaunchReason
{
    private const double Margin = 2;
    private const double DaysPerMonth = 30.4;

    public static AdviceReason Of(Dependency[] dependencies, AdviceOptions options)
    {
        var plan = options.Launch;
        var hours = plan.ChangesPerMonth * plan.ChangeFailureRate * plan.TimeToRestore.TotalHours * plan.ShareHurt;
        var own = hours / (DaysPerMonth * 24);
        var others = (double)(1 - DependencyReason.Together(dependencies));
        var expected = (own + others) * Margin;
        var limit = Ladder.Highest(rung => rung.Budget.ToDouble() >= expected);
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"No history. {plan.ChangesPerMonth:0.#} changes a month, {plan.ChangeFailureRate * 100:0.#} % of them failing for {plan.TimeToRestore.TotalHours:0.##} h and {plan.ShareHurt * 100:0.#} % of users, lose {hours:0.##} h a month ({own * 100:0.###} %){(dependencies.Length == 0 ? "" : $", dependencies {others * 100:0.###} %")}; twice that, because plans are hopeful, is {expected * 100:0.###} %. Look again after four weeks of measuring.");
        return new AdviceReason(AdviceReasonKind.Launch, limit, text);
    }
}

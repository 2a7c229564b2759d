using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels.Agreements;

/// <summary>Refuses agreements that contradict themselves or their objective.</summary>
internal static class AgreementChecks
{
    public static void Require(string name, Objective objective, Target target, Window period, AgreementOptions options)
    {
        if (target.IsEmpty)
        {
            throw new ArgumentException($"Agreement '{name}' has no target. Give one, for example Target.Percent(\"99.5\").", nameof(target));
        }

        if (target >= objective.Target)
        {
            throw new ArgumentException(
                $"Agreement '{name}' promises {target}, and its objective '{objective.Name}' aims for {objective.Target}. A promise is looser than what is aimed for, so that there is time to act before it is broken: promise less than {objective.Target}, or aim for more than {target}.",
                nameof(target));
        }

        if (!period.IsCalendar)
        {
            throw new ArgumentException($"Agreement '{name}' has a window of {period}, which has no end that can be accounted for. Take periods of the calendar, for example Window.CalendarMonth(\"Europe/Amsterdam\").", nameof(period));
        }

        Require(options.CreditCap > Ratio.Zero && options.CreditCap <= Ratio.One, name, $"a cap on credits of {PercentText.Of(options.CreditCap)}; it is above 0 % and at most 100 %");
        Require(options.ClaimsWindow > TimeSpan.Zero, name, $"a window for claims of {options.ClaimsWindow:c}; it is more than nothing");
        Require(options.MinimumSliceEvents >= 0, name, $"a least number of events in a slice of {options.MinimumSliceEvents}; it is 0 or more");
        Require(options.MinimumPeriodEvents >= 0, name, $"a least number of events in a period of {options.MinimumPeriodEvents}; it is 0 or more");
        RequireTiers(name, target, [.. options.Credits]);
    }

    private static void RequireTiers(string name, Target target, CreditTier[] tiers)
    {
        for (var index = 0; index < tiers.Length; index++)
        {
            var tier = tiers[index];
            Require(tier.Below <= target.Value, name, $"a credit below {PercentText.Of(tier.Below)}, which is given while the promise of {target} is kept");
            if (index > 0)
            {
                Require(tier.Below < tiers[index - 1].Below, name, $"the tiers '{tiers[index - 1]}' and '{tier}' in this order; bounds fall from one to the next");
                Require(tier.Credit > tiers[index - 1].Credit, name, $"the tiers '{tiers[index - 1]}' and '{tier}', where less attainment gives no more credit");
            }
        }
    }

    private static void Require(bool holds, string name, string what)
    {
        if (!holds)
        {
            throw new ArgumentException($"Agreement '{name}' has {what}.");
        }
    }
}

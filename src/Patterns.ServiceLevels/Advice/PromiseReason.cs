using System.Globalization;

namespace Patterns.ServiceLevels.Advice;

/// <summary>What can be promised to others: looser than what is aimed for, and going by history hardly ever broken.</summary>
internal static class PromiseReason
{
    public static AdviceReason? Of(Target target, PastPeriods? past, AdviceOptions options)
    {
        var looser = Ladder.Rungs.Where(rung => rung < target).ToArray();
        if (past is null)
        {
            // Without history a rung between, so that a first guess is not in a contract.
            return looser.Length < 2 ? null : new AdviceReason(AdviceReasonKind.Promise, looser[1], $"Two steps below {target}, because nothing is known yet.");
        }

        var safe = looser.FirstOrDefault(rung => past.Estimate(rung).Probability <= options.AcceptedBreaches);
        return safe.IsEmpty ? null
            : new AdviceReason(AdviceReasonKind.Promise, safe, string.Create(CultureInfo.InvariantCulture, $"{safe} would be broken in {past.Estimate(safe).Probability * 100:0.##} % of periods; {options.AcceptedBreaches * 100:0.##} % are accepted."));
    }
}

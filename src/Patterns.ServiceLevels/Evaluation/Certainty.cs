using System.Numerics;
using Patterns.Core;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// Whether a Wilson lower bound reaches a share. That bound is where the score test starts to reject, so the question is answered in integers:
/// (bad/total - share)² · total ≥ z² · share · (1 - share).
/// </summary>
internal static class Certainty
{
    public static bool LowerBoundReaches(EventCounts counts, Ratio badShare, Ratio z)
    {
        BigInteger share = badShare.Numerator, whole = badShare.Denominator, total = counts.Total;
        var above = (counts.Bad * whole) - (share * total);
        return above >= 0
            && above * above * z.Denominator * z.Denominator >= (BigInteger)z.Numerator * z.Numerator * share * (whole - share) * total;
    }
}

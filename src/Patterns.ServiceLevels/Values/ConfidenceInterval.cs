using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>A range of shares that holds the true one with some confidence. For people; nothing is decided by it. Immutable.</summary>
/// <param name="Low">Lower bound, 0 to 1; of <see cref="AgrestiCoull"/> possibly below 0.</param>
/// <param name="High">Upper bound, 0 to 1; of <see cref="AgrestiCoull"/> possibly above 1.</param>
/// <remarks>
/// Reports show <see cref="Wilson(EventCounts)"/>, which is about right on average at any count. <see cref="ClopperPearson"/> is never too narrow and mostly too
/// wide. <see cref="Jeffreys"/> is narrower. All suppose that events are independent; failures mostly are not.
/// </remarks>
public readonly record struct ConfidenceInterval(double Low, double High)
{
    private const double Z95 = 1.959963984540054;

    /// <summary>Wilson's score interval of the share of good events with 95 % confidence; 0 to 1 without events.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <remarks>E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.</remarks>
    public static ConfidenceInterval Wilson(EventCounts counts) => Wilson(counts, Z95);

    /// <summary>Wilson's score interval of the share of good events.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="z">Standard deviations, more than 0: 1.96 for 95 %.</param>
    public static ConfidenceInterval Wilson(EventCounts counts, double z)
    {
        RequireDeviations(z);
        if (counts.Total == 0)
        {
            return new ConfidenceInterval(0, 1);
        }

        double total = counts.Total;
        var share = counts.Good / total;
        var square = z * z;
        var middle = share + (square / (2 * total));
        var spread = z * Math.Sqrt(((share * (1 - share)) + (square / (4 * total))) / total);
        var scale = 1 + (square / total);
        return new ConfidenceInterval(
            counts.Good == 0 ? 0 : Math.Max(0, (middle - spread) / scale),
            counts.Good == counts.Total ? 1 : Math.Min(1, (middle + spread) / scale));
    }

    /// <summary>
    /// Agresti and Coull's interval: the textbook's, after z² / 2 good and as many bad events were added. It is as published and not cut: with few bad events it
    /// reaches beyond 0 or 1.
    /// </summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="z">Standard deviations, more than 0 and less than 100; those of 95 % by default.</param>
    /// <remarks>A. Agresti and B. A. Coull, Approximate is better than "exact" for interval estimation of binomial proportions, 1998.</remarks>
    public static ConfidenceInterval AgrestiCoull(EventCounts counts, double z = Z95)
    {
        RequireDeviations(z);
        var total = counts.Total + (z * z);
        var share = (counts.Good + (z * z / 2)) / total;
        var spread = z * Math.Sqrt(share * (1 - share) / total);
        return new ConfidenceInterval(share - spread, share + spread);
    }

    /// <summary>The exact interval: shares at which so few or so many good events have half of the rest of the confidence each; 0 to 1 without events.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="confidence">More than 0 and less than 1; 0.95 by default.</param>
    /// <remarks>C. J. Clopper and E. S. Pearson, The use of confidence or fiducial limits, 1934.</remarks>
    public static ConfidenceInterval ClopperPearson(EventCounts counts, double confidence = 0.95)
    {
        RequireConfidence(confidence);
        var tail = (1 - confidence) / 2;
        return new ConfidenceInterval(
            counts.Good == 0 ? 0 : BetaDistribution.Share(new BetaDistribution(counts.Good, counts.Bad + 1.0).Quantile(tail)),
            counts.Bad == 0 ? 1 : BetaDistribution.Share(new BetaDistribution(counts.Good + 1.0, counts.Bad).Quantile(1 - tail)));
    }

    /// <summary>
    /// The Bayesian interval when nothing was known before the first event but Jeffreys' prior: half of the rest of the confidence is left on either side, or all
    /// good or all bad events reach the end. 0 to 1 without events.
    /// </summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="confidence">More than 0 and less than 1; 0.95 by default.</param>
    /// <remarks>L. D. Brown, T. T. Cai and A. DasGupta, Interval estimation for a binomial proportion, 2001.</remarks>
    public static ConfidenceInterval Jeffreys(EventCounts counts, double confidence = 0.95)
    {
        RequireConfidence(confidence);
        var (tail, share) = ((1 - confidence) / 2, Posterior(counts));
        return new ConfidenceInterval(
            counts.Good == 0 ? 0 : BetaDistribution.Share(share.Quantile(tail)),
            counts.Bad == 0 ? 1 : BetaDistribution.Share(share.Quantile(1 - tail)));
    }

    /// <summary>The narrowest Bayesian interval with Jeffreys' prior: nothing outside is as likely as anything in it. 0 to 1 without events.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="confidence">More than 0 and less than 1; 0.95 by default.</param>
    public static ConfidenceInterval HighestDensity(EventCounts counts, double confidence = 0.95)
    {
        RequireConfidence(confidence);
        if (counts.IsEmpty)
        {
            return new ConfidenceInterval(0, 1);
        }

        var (low, high) = Posterior(counts).Densest(confidence);
        return new ConfidenceInterval(BetaDistribution.Share(low), BetaDistribution.Share(high));
    }

    private static BetaDistribution Posterior(EventCounts counts) => new(counts.Good + 0.5, counts.Bad + 0.5);

    private static void RequireDeviations(double z)
    {
        if (z is not (> 0 and < 100))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "The number of standard deviations is more than 0 and less than 100.");
        }
    }

    private static void RequireConfidence(double confidence)
    {
        if (confidence is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is more than 0 and less than 1, for example 0.95.");
        }
    }
}

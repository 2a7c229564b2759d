namespace Patterns.ServiceLevels;

/// <summary>A range of shares that holds the true one with some confidence. For people; nothing is decided by it. Immutable.</summary>
/// <param name="Low">Lower bound, 0 to 1.</param>
/// <param name="High">Upper bound, 0 to 1.</param>
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
        if (z is not (> 0 and < 100))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "The number of standard deviations is more than 0 and less than 100.");
        }

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
}

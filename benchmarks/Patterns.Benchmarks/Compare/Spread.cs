namespace Patterns.Benchmarks.Compare;

/// <summary>The middle and the ends of a figure over the rounds.</summary>
internal readonly record struct Spread(double Median, double Min, double Max)
{
    /// <summary>The spread of at least one figure; an even count takes the mean of the two in the middle.</summary>
    public static Spread Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        double median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}

namespace Patterns.ServiceLevels.Values;

/// <summary>
/// The beta distribution, in doubles. Places are log odds, ln(x / (1 - x)), so that shares near 0 and near 1 have the same digits. Logarithms of large numbers
/// are never subtracted: what is left of Stirling's formula and the deviance are summed instead (C. Loader, Fast and accurate computation of binomial
/// probabilities, 2000), so counts of 10^15 are as good as counts of ten.
/// </summary>
/// <param name="A">0.5 or more.</param>
/// <param name="B">0.5 or more.</param>
internal readonly record struct BetaDistribution(double A, double B)
{
    // Above this both halves are wide enough to be summed as a bell; below, the fraction ends after some hundred steps.
    private const double Bell = 3000;
    private const double Farthest = 745;

    /// <summary>Gauss and Legendre's nodes and weights of eight points, positive half.</summary>
    private static readonly (double Node, double Weight)[] Nodes =
        [(0.1834346424956498, 0.3626837833783620), (0.5255324099163290, 0.3137066458778873), (0.7966664774136267, 0.2223810344533745), (0.9602898564975363, 0.1012285362903763)];

    /// <summary>The share at log odds.</summary>
    public static double Share(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    /// <summary>The log odds below which a probability lies.</summary>
    /// <param name="probability">(0, 1).</param>
    public double Quantile(double probability)
    {
        var self = this;
        return Root(at => self.Below(at) >= probability, -Farthest, Farthest);
    }

    /// <summary>The narrowest interval with a probability, as log odds: all of it is more likely than anything outside.</summary>
    /// <param name="probability">(0, 1).</param>
    /// <remarks>Where the density has its peak at an end, 0 or 1, the interval reaches to infinity. Not both of A and B are below 1.</remarks>
    public (double Low, double High) Densest(double probability)
    {
        if (A < 1)
        {
            return (double.NegativeInfinity, Quantile(probability));
        }

        if (B < 1)
        {
            return (Quantile(1 - probability), double.PositiveInfinity);
        }

        var self = this;
        var peak = Math.Log((A - 1) / (B - 1));
        double Opposite(double low)
        {
            var density = self.LogDensity(low);
            return Root(at => self.LogDensity(at) <= density, peak, Farthest);
        }

        var from = Root(low => self.Below(Opposite(low)) - self.Below(low) <= probability, -Farthest, peak);
        return (from, Opposite(from));
    }

    /// <summary>The probability below log odds: the regularised incomplete beta function.</summary>
    public double Below(double logOdds)
    {
        var (share, rest) = (Share(logOdds), Share(-logOdds));
        return Math.Min(A, B) > Bell ? BelowOfBell(share)
            : share < (A + 1) / (A + B + 2) ? Front(A, B, share, rest) * Fraction(A, B, share)
            : 1 - (Front(B, A, rest, share) * Fraction(B, A, rest));
    }

    private static double Root(Func<double, bool> isAbove, double low, double high)
    {
        for (var middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            (low, high) = isAbove(middle) ? (low, middle) : (middle, high);
        }

        return high;
    }

    private double LogDensity(double logOdds)
    {
        var (share, rest) = (Share(logOdds), Share(-logOdds));
        return LogBinomial(A, B, share, rest) - Math.Log(share) - Math.Log(rest);
    }

    // share^a · rest^b / (a · B(a, b))
    private static double Front(double a, double b, double share, double rest) => Math.Exp(LogBinomial(a, b, share, rest)) * b / (a + b);

    /// <summary>The logarithm of the binomial probability of a of a + b, all of them real numbers.</summary>
    private static double LogBinomial(double a, double b, double share, double rest)
    {
        var all = a + b;
        return StirlingRest(all) - StirlingRest(a) - StirlingRest(b) - Deviance(a, all * share) - Deviance(b, all * rest) + (0.5 * Math.Log(all / (2 * Math.PI * a * b)));
    }

    /// <summary>ln n! less Stirling's formula.</summary>
    private static double StirlingRest(double number)
    {
        var rest = 0.0;
        for (; number < 16; number++)
        {
            rest += ((number + 0.5) * Math.Log((number + 1) / number)) - 1;
        }

        var square = number * number;
        return rest + ((1.0 / 12 - ((1.0 / 360 - ((1.0 / 1260 - ((1.0 / 1680 - (1.0 / 1188 / square)) / square)) / square)) / square)) / number);
    }

    /// <summary>x ln(x / m) + m - x.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean))
        {
            return (x * Math.Log(x / mean)) + mean - x;
        }

        var part = (x - mean) / (x + mean);
        var (sum, term) = ((x - mean) * part, 2 * x * part);
        for (var odd = 3; ; odd += 2)
        {
            term *= part * part;
            var next = sum + (term / odd);
            if (next == sum)
            {
                return sum;
            }

            sum = next;
        }
    }

    /// <summary>The continued fraction of the incomplete beta function (NIST Handbook 8.17.22), by Lentz's method.</summary>
    private static double Fraction(double a, double b, double share)
    {
        const double Tiny = 1e-300;
        static double Away(double value) => Math.Abs(value) < Tiny ? Tiny : value;
        var (c, d) = (1.0, 1 / Away(1 - ((a + b) * share / (a + 1))));
        var fraction = d;
        for (var step = 1; step < 10_000; step++)
        {
            var even = step * (b - step) * share / ((a + (2 * step) - 1) * (a + (2 * step)));
            d = 1 / Away(1 + (even * d));
            c = Away(1 + (even / c));
            fraction *= d * c;
            var odd = -(a + step) * (a + b + step) * share / ((a + (2 * step)) * (a + (2 * step) + 1));
            d = 1 / Away(1 + (odd * d));
            c = Away(1 + (odd / c));
            fraction *= d * c;
            if (Math.Abs((d * c) - 1) < 1e-16)
            {
                break;
            }
        }

        return fraction;
    }

    // The smaller tail, twelve standard deviations of it in steps of a half.
    private double BelowOfBell(double share)
    {
        var all = A + B;
        var mean = A / all;
        var deviation = Math.Sqrt(mean * (B / all) / (all + 1));
        var at = (share - mean) / deviation;
        if (Math.Abs(at) > 38)
        {
            return at < 0 ? 0 : 1;
        }

        var (sum, side) = (0.0, at < 0 ? -1 : 1);
        for (var panel = 0; panel < 24; panel++)
        {
            var middle = at + (side * ((panel * 0.5) + 0.25));
            foreach (var (node, weight) in Nodes)
            {
                sum += 0.25 * weight * (Density(mean + (deviation * (middle - (0.25 * node)))) + Density(mean + (deviation * (middle + (0.25 * node)))));
            }
        }

        var tail = sum * deviation;
        return at < 0 ? tail : 1 - tail;
    }

    private double Density(double share)
        => share is not (> 0 and < 1) ? 0 : Math.Exp(LogBinomial(A, B, share, 1 - share)) * A / (A + B) * B / (share * (1 - share));
}

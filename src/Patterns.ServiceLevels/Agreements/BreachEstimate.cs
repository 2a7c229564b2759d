using System.Globalization;

namespace Patterns.ServiceLevels;

/// <summary>How likely a promise is to be broken in a period, going by history. For people; nothing is decided by it. Immutable.</summary>
/// <param name="Trials">Periods that were put together from stretches of the history.</param>
/// <param name="Breaches">How many of them break the promise.</param>
/// <param name="Block">Length of a stretch, whole days: at least as long as the longest incident, so that what happens together stays together.</param>
/// <param name="Incidents">Incidents in the history.</param>
/// <param name="IfIndependent">The probability if failures did not come in clusters, which they do; shows what that assumption would hide.</param>
public sealed record BreachEstimate(int Trials, int Breaches, TimeSpan Block, int Incidents, double IfIndependent)
{
    /// <summary>The share of periods that break the promise.</summary>
    public double Probability => Trials == 0 ? 0 : (double)Breaches / Trials;

    /// <summary>What chance in drawing leaves open about it, with 95 % confidence. That the future is like the past it takes for granted.</summary>
    public ConfidenceInterval Interval => ConfidenceInterval.Wilson(new EventCounts(Breaches, Trials));

    /// <summary>For example <c>3.1 % (2.4 % to 4 %), from 12 incidents</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Probability * 100:0.#} % ({Interval.Low * 100:0.#} % to {Interval.High * 100:0.#} %), from {Incidents} incident{(Incidents == 1 ? "" : "s")}");
}

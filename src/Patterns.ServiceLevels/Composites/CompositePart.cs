namespace Patterns.ServiceLevels;

/// <summary>A part of a composite objective. Immutable.</summary>
public sealed record CompositePart
{
    /// <summary>Creates a part.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="weight">How much it counts where parts are weighted: 1 to 1,000,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is out of its range.</exception>
    public CompositePart(Objective objective, int weight = 1)
    {
        ArgumentNullException.ThrowIfNull(objective);
        if (weight is < 1 or > 1_000_000)
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, $"The weight of '{objective.Name}' is 1 to 1,000,000.");
        }

        Objective = objective;
        Weight = weight;
    }

    /// <summary>The objective.</summary>
    public Objective Objective { get; }

    /// <summary>How much it counts where parts are weighted.</summary>
    public int Weight { get; }
}

namespace Patterns.ServiceLevels;

/// <summary>
/// How a service without history is going to be changed, and how that goes wrong: most failures come from changes. The defaults are of a middling team (numbers of
/// the kind that the DORA reports ask for); put in your own.
/// </summary>
public sealed record LaunchPlan
{
    /// <summary>Changes brought to users per month, 0 or more; 8 by default.</summary>
    public double ChangesPerMonth { get; init; } = 8;

    /// <summary>The share of changes that fail in users' hands, 0 to 1; 0.15 by default.</summary>
    public double ChangeFailureRate { get; init; } = 0.15;

    /// <summary>How long a failed change hurts until it is taken back or repaired; an hour by default.</summary>
    public TimeSpan TimeToRestore { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The share of users whom a failed change hurts, 0 to 1; 1 by default, less with gradual roll-outs.</summary>
    public double ShareHurt { get; init; } = 1;
}

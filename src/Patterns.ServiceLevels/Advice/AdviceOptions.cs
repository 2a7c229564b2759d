namespace Patterns.ServiceLevels;

/// <summary>What advice is to take for granted.</summary>
public sealed class AdviceOptions
{
    /// <summary>The length of the objective's window, 1 day to 366 days; 28 days by default.</summary>
    public TimeSpan Period { get; set; } = TimeSpan.FromDays(28);

    /// <summary>How often the objective may be missed by chance, going by history, above 0 and below 1; 5 % of periods by default.</summary>
    public double AcceptedMisses { get; set; } = 0.05;

    /// <summary>How often the promise may be broken by chance, above 0 and below 1; 1 % of periods by default.</summary>
    public double AcceptedBreaches { get; set; } = 0.01;

    /// <summary>How many failures the budget of a period must hold, 1 or more; 10 by default, so that a single one spends a tenth at most.</summary>
    public long MinimumAllowedFailures { get; set; } = 10;

    /// <summary>How long it takes from the start of an outage until somebody acts on an alert, more than none; 15 minutes by default.</summary>
    public TimeSpan TimeToRespond { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How the service is going to be changed, where there is no history.</summary>
    public LaunchPlan Launch { get; set; } = new();

    /// <summary>Seed of what is drawn from history; the same seed gives the same advice.</summary>
    public int Seed { get; set; } = 1;
}

using Patterns.Core;
using Patterns.ServiceLevels.Agreements;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels;

/// <summary>What customers can expect: a promise looser than the objective, over periods of the calendar, with what is given back when it is broken. Immutable.</summary>
public sealed class Agreement
{
    private readonly Judge _judge;

    /// <summary>Creates an agreement.</summary>
    /// <param name="name">Name, not empty.</param>
    /// <param name="objective">What is aimed for; its indicator is made to keep the minutes of two periods.</param>
    /// <param name="target">What is promised; below the target of the objective.</param>
    /// <param name="period">Periods of the calendar in a zone: <see cref="Window.CalendarMonth"/>.</param>
    /// <param name="options">What else it says; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The promise is not below what is aimed for, the window rolls, tiers do not fall, or an option is out of its range. The message says which, and what would do.
    /// </exception>
    public Agreement(string name, Objective objective, Target target, Window period, AgreementOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(period);
        options ??= new AgreementOptions();
        AgreementChecks.Require(name, objective, target, period, options);
        Name = name;
        Objective = objective;
        Target = target;
        Period = period;
        Unavailability = options.Unavailability;
        Credits = [.. options.Credits];
        CreditCap = options.CreditCap;
        Exclusions = [.. options.Exclusions];
        NoData = options.NoData;
        MinimumSliceEvents = options.MinimumSliceEvents;
        MinimumPeriodEvents = options.MinimumPeriodEvents;
        ClaimsWindow = options.ClaimsWindow;
        Provider = options.Provider;
        Customer = options.Customer;
        _judge = new Judge(Unavailability, Exclusions, NoData, MinimumSliceEvents);
        objective.Indicator.EnsureRetention((period.NominalLength + TimeSpan.FromDays(3)) * 2);
    }

    /// <summary>Creates an agreement with credits.</summary>
    /// <param name="name">Name, not empty.</param>
    /// <param name="objective">What is aimed for.</param>
    /// <param name="target">What is promised; below the target of the objective.</param>
    /// <param name="period">Periods of the calendar in a zone.</param>
    /// <param name="credits">What is given back, by attainment.</param>
    /// <exception cref="ArgumentException">As of the other constructor.</exception>
    public Agreement(string name, Objective objective, Target target, Window period, IEnumerable<CreditTier> credits)
        : this(name, objective, target, period, WithCredits(credits))
    {
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What is aimed for.</summary>
    public Objective Objective { get; }

    /// <summary>What is promised.</summary>
    public Target Target { get; }

    /// <summary>The periods that are accounted for.</summary>
    public Window Period { get; }

    /// <summary>When the service counts as unavailable.</summary>
    public Unavailability Unavailability { get; }

    /// <summary>What is given back, by attainment, best attainment first.</summary>
    public IReadOnlyList<CreditTier> Credits { get; }

    /// <summary>The most that is given back for a period.</summary>
    public Ratio CreditCap { get; }

    /// <summary>Time that is not judged.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; }

    /// <summary>What a slice without events counts as, where time is counted.</summary>
    public NoDataPolicy NoData { get; }

    /// <summary>Slices with fewer events count as without.</summary>
    public long MinimumSliceEvents { get; }

    /// <summary>A period with fewer events is not judged.</summary>
    public long MinimumPeriodEvents { get; }

    /// <summary>How long after the end of a period a credit can be claimed.</summary>
    public TimeSpan ClaimsWindow { get; }

    /// <summary>Who promises; null for nobody.</summary>
    public string? Provider { get; }

    /// <summary>To whom; null for nobody.</summary>
    public string? Customer { get; }

    /// <summary>The account of a month.</summary>
    /// <param name="year">Calendar year in the zone of the agreement.</param>
    /// <param name="month">1 (January) to 12. Of longer or shorter periods, the one that holds the first day of the month.</param>
    public AgreementReport Report(int year, int month)
        => Report(Patterns.Core.Period.Day(new DateOnly(year, month, 1), Period.Zone!).Window.Start);

    /// <summary>The account of the period that holds an instant, from what the indicator has kept.</summary>
    /// <param name="instant">An instant at any offset.</param>
    public AgreementReport Report(DateTimeOffset instant) => Report(instant, Objective.Indicator.History(Period.At(instant)));

    /// <summary>The account of the period that holds an instant.</summary>
    /// <param name="instant">An instant at any offset.</param>
    /// <param name="history">Minutes; those outside of the period are left out.</param>
    public AgreementReport Report(DateTimeOffset instant, SlotHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        var window = Period.At(instant);
        return new AgreementReport(this, window, _judge.Slices(history, window), _judge.Unit);
    }

    /// <summary>How likely the promise is to be broken in a period, going by history. Failures come in clusters, so whole days of history are drawn, never single events.</summary>
    /// <param name="history">At least seven whole days, better months.</param>
    /// <param name="random">Draws the days; a seed makes the answer repeatable.</param>
    /// <exception cref="ArgumentException">The history is too short.</exception>
    public BreachEstimate EstimateBreach(SlotHistory history, Random random)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(random);
        var slices = _judge.Slices(history, new TimeWindow(history.Start, history.End));
        return BlockBootstrap.Estimate(slices, IncidentsOf(slices), Target, Period.NominalLength, random);
    }

    /// <summary>The name and what is promised.</summary>
    public override string ToString() => $"{Name}: {Target} over {Period}";

    internal List<Incident> IncidentsOf(IReadOnlyList<JudgedSlice> slices) => Incidents.Find(slices, Incidents.NoiseOf(Unavailability, Objective.Target));

    private static AgreementOptions WithCredits(IEnumerable<CreditTier> credits)
    {
        ArgumentNullException.ThrowIfNull(credits);
        var options = new AgreementOptions();
        foreach (var tier in credits)
        {
            options.Credits.Add(tier);
        }

        return options;
    }
}

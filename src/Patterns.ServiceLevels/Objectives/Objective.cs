using Patterns.Core;
using Patterns.ServiceLevels.Evaluation;
using Patterns.ServiceLevels.Objectives;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels;

/// <summary>A target for an indicator over a window. Its declaration never changes; evaluating it is safe for use by several threads.</summary>
public sealed class Objective
{
    private readonly BudgetSlots _slots;
    private readonly ExcludedSlots _excluded;
    private readonly Ratio[] _thresholds;
    private readonly TimeSpan[] _burnWindows;

    /// <summary>Creates an objective.</summary>
    /// <param name="name">Name, unique among the objectives that are evaluated together.</param>
    /// <param name="indicator">What is measured. It is made to keep as many minutes as the objective looks back.</param>
    /// <param name="target">The share of good ones that is aimed for.</param>
    /// <param name="window">The time over which it is judged.</param>
    /// <param name="options">How it is judged; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The target is empty, an alert can never fire or looks at less than a slice, or an option is out of its range. The message says which, and what would do.
    /// </exception>
    public Objective(string name, Indicator indicator, Target target, Window window, ObjectiveOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(window);
        options ??= new ObjectiveOptions();
        Name = name;
        Indicator = indicator;
        Target = target;
        Window = window;
        Description = options.Description;
        Budgeting = options.Budgeting;
        NoData = options.NoData;
        Exclusions = [.. options.Exclusions];
        Alerts = [.. options.Alerts ?? AlertRules.For(RequireTarget(name, target), window).Where(rule => rule.ShortWindow >= options.Budgeting.Slice)];
        MinimumBad = options.MinimumBad;
        CertaintyZ = options.CertaintyZ;
        Policy = [.. options.Policy.OrderBy(static level => level.SpentFrom)];
        ObjectiveChecks.Require(this);

        _excluded = new ExcludedSlots(Exclusions);
        _slots = new BudgetSlots(Budgeting, NoData, _excluded);
        _thresholds = [.. Alerts.Select(rule => rule.BadShare(target))];
        _burnWindows = [.. Alerts.SelectMany(static rule => new[] { rule.ShortWindow, rule.LongWindow }).Append(window.NominalLength).Distinct().Order()];
        indicator.EnsureRetention(LookBack);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What is aimed for, for people; null for nothing.</summary>
    public string? Description { get; }

    /// <summary>What is measured.</summary>
    public Indicator Indicator { get; }

    /// <summary>The share of good ones that is aimed for.</summary>
    public Target Target { get; }

    /// <summary>The time over which it is judged.</summary>
    public Window Window { get; }

    /// <summary>What the budget counts.</summary>
    public Budgeting Budgeting { get; }

    /// <summary>What a slice without events counts as.</summary>
    public NoDataPolicy NoData { get; }

    /// <summary>Time that is not judged.</summary>
    public IReadOnlyList<Exclusion> Exclusions { get; }

    /// <summary>The alerts.</summary>
    public IReadOnlyList<AlertRule> Alerts { get; }

    /// <summary>An alert fires only with so many bad ones in its long window.</summary>
    public long MinimumBad { get; }

    /// <summary>Standard deviations of certainty that an alert needs; 0 for none.</summary>
    public Ratio CertaintyZ { get; }

    /// <summary>The error-budget policy, lowest level first.</summary>
    public IReadOnlyList<BudgetLevel> Policy { get; }

    internal TimeSpan LookBack => new[] { Window.NominalLength + (Window.IsCalendar ? TimeSpan.FromDays(3) * (Window.UnitCount ?? 1) : TimeSpan.Zero), Budgeting.Slice }
        .Concat(Alerts.Select(static rule => rule.LongWindow)).Max() + Budgeting.Slice;

    internal BudgetUnit Unit => Budgeting.Method switch
    {
        BudgetingMethod.Occurrences => BudgetUnit.Events,
        BudgetingMethod.TimeSlices => BudgetUnit.Slices,
        _ => BudgetUnit.SliceParts,
    };

    /// <summary>Where the objective stands at an instant. The open minute counts as far as it has got; a slice counts when it is over.</summary>
    /// <param name="now">The instant, normally the current time; the indicator is advanced to it.</param>
    public ObjectiveStatus Evaluate(DateTimeOffset now)
    {
        var slot = SlotRing.SlotOf(now);
        return Indicator.Read(slot, source => Evaluate(now.ToUniversalTime(), slot, source));
    }

    /// <summary>The name and what is aimed for.</summary>
    public override string ToString() => $"{Name}: {Target} of {Indicator.Name} over {Window}";

    /// <summary>What is judged where that is not each of the indicator's minutes as it is; null where it is. Used under the indicator's lock.</summary>
    internal BudgetSlots? DerivedSlots => Budgeting.Method == BudgetingMethod.Occurrences && _excluded.IsEmpty ? null : _slots;

    /// <summary>Whether there is enough to go by, beyond the burn rates.</summary>
    internal bool IsTrusted(EventCounts longWindow, Ratio threshold)
        => longWindow.Bad >= MinimumBad && (CertaintyZ == Ratio.Zero || Certainty.LowerBoundReaches(longWindow, threshold, CertaintyZ));

    /// <summary>What is counted per minute of a window, with exclusions applied; empty minutes after the newest are left out.</summary>
    internal EventCounts[] JudgedMinutes(TimeWindow window)
    {
        var (from, end) = (Indicator.FirstSlotFrom(window.Start), Indicator.FirstSlotFrom(window.End));
        return Indicator.Read(source =>
        {
            var ring = _slots.Of(source);
            return ring.Copy(from, Math.Max(from, Math.Min(end, ring.Newest + 1)));
        });
    }

    /// <summary>The judged minutes at a slot: those of the window up to and with the slot.</summary>
    internal (long From, long End, TimeWindow Window) JudgedAt(long slot)
    {
        var now = SlotRing.StartOf(slot);
        if (Window.Length is { } length)
        {
            var from = slot + 1 - (length.Ticks / TimeSpan.TicksPerMinute);
            return (from, slot + 1, new TimeWindow(SlotRing.StartOf(from), SlotRing.StartOf(slot + 1)));
        }

        var period = Window.At(now);
        return (Indicator.FirstSlotFrom(period.Start), slot + 1, period);
    }

    /// <summary>The slots of the calendar window that holds a slot; all there are for a rolling window.</summary>
    internal (long From, long End) PeriodAt(long slot)
    {
        if (!Window.IsCalendar)
        {
            return (0, long.MaxValue);
        }

        var period = Window.At(SlotRing.StartOf(slot));
        return (Indicator.FirstSlotFrom(period.Start), Indicator.FirstSlotFrom(period.End));
    }

    private static Target RequireTarget(string name, Target target)
        => target.IsEmpty ? throw new ArgumentException($"Objective '{name}' has no target. Give one, for example Target.Percent(\"99.9\").", nameof(target)) : target;

    private static EventCounts Last(SlotRing ring, long slot, TimeSpan window) => ring.Sum(slot + 1 - (window.Ticks / TimeSpan.TicksPerMinute), slot + 1);

    private ObjectiveStatus Evaluate(DateTimeOffset now, long slot, SlotRing source)
    {
        var ring = _slots.Of(source);
        var (from, end, window) = JudgedAt(slot);
        var counts = ring.Sum(from, end);
        var budget = new ErrorBudget(Target, counts, Unit);
        var lookBack = Math.Max(60, Window.NominalLength.Ticks / TimeSpan.TicksPerMinute / 28);
        var horizon = Window.IsCalendar ? Indicator.FirstSlotFrom(window.End) - end : end - from;
        return new ObjectiveStatus(this, now, window, budget)
        {
            BurnRates = [.. _burnWindows.Select(length => new BurnRate(length, Target, length == Window.NominalLength ? counts : Last(ring, slot, length)))],
            Alerts = [.. Alerts.Select((rule, index) => Decide(rule, _thresholds[index], ring, slot))],
            Coverage = CoverageOf(source, from, end),
            Forecast = new Forecaster(ring, Target, (from, end), horizon).Forecast(lookBack, !Window.IsCalendar),
            WholePeriod = WholePeriod(counts, window, end),
            Level = Policy.LastOrDefault(level => budget.IsSpentBy(level.SpentFrom)),
        };
    }

    private AlertStatus Decide(AlertRule rule, Ratio threshold, SlotRing ring, long slot)
    {
        var (all, recent) = (Last(ring, slot, rule.LongWindow), Last(ring, slot, rule.ShortWindow));
        var burns = !all.IsEmpty && !recent.IsEmpty && BurnRate.Reaches(all, threshold) && BurnRate.Reaches(recent, threshold);
        var isCertain = IsTrusted(all, threshold);
        return new AlertStatus(rule, new BurnRate(rule.LongWindow, Target, all), new BurnRate(rule.ShortWindow, Target, recent), burns && isCertain, burns && !isCertain);
    }

    private Coverage CoverageOf(SlotRing source, long from, long end)
    {
        var (withData, covered) = (source.CountWithData(from, end), 0L);
        foreach (var (start, stop) in _excluded.Within(from, end))
        {
            withData -= source.CountWithData(start, stop);
            covered += stop - start;
        }

        return new Coverage(withData, end - from - covered - withData, covered);
    }

    private ErrorBudget? WholePeriod(EventCounts counts, TimeWindow window, long end)
    {
        if (!Window.IsCalendar || Budgeting.Method == BudgetingMethod.Occurrences)
        {
            return null;
        }

        // Slices that are over by now were judged; those after are taken as good.
        var length = Budgeting.Slice.Ticks / TimeSpan.TicksPerMinute;
        var unit = Budgeting.Method == BudgetingMethod.RatioTimeSlices ? SliceJudge.Parts : 1;
        var ahead = ((Indicator.FirstSlotFrom(window.End) / length) - ((end - 1) / length)) * unit;
        return new ErrorBudget(Target, counts + new EventCounts(ahead, ahead), Unit);
    }
}

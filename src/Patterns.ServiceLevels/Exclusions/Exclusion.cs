using Patterns.Core;
using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels;

/// <summary>
/// Time that an objective or an agreement does not judge: agreed maintenance, holidays. A minute is excluded when it starts within the time. Immutable.
/// </summary>
public sealed class Exclusion
{
    private readonly TimeWindow[] _windows;
    private readonly Recurrence? _recurrence;

    private Exclusion(string name, ExclusionEffect effect, TimeWindow[] windows, Recurrence? recurrence)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!Enum.IsDefined(effect))
        {
            throw new ArgumentOutOfRangeException(nameof(effect), effect, "Excluded time is dropped or counted as good.");
        }

        Name = name;
        Effect = effect;
        _windows = windows;
        _recurrence = recurrence;
    }

    /// <summary>Why the time is excluded, for reports.</summary>
    public string Name { get; }

    /// <summary>What happens to the events.</summary>
    public ExclusionEffect Effect { get; }

    /// <summary>One stretch of time.</summary>
    /// <param name="name">Why, for reports.</param>
    /// <param name="window">The time.</param>
    /// <param name="effect">What happens to the events.</param>
    public static Exclusion Once(string name, TimeWindow window, ExclusionEffect effect = ExclusionEffect.Drop) => new(name, effect, [window], null);

    /// <summary>Whole days of a zone, such as holidays.</summary>
    /// <param name="name">Why, for reports.</param>
    /// <param name="days">The days.</param>
    /// <param name="zone">IANA name of the zone whose days these are.</param>
    /// <param name="effect">What happens to the events.</param>
    /// <exception cref="ArgumentException">There is no such zone.</exception>
    public static Exclusion Days(string name, IEnumerable<DateOnly> days, string zone, ExclusionEffect effect = ExclusionEffect.Drop)
    {
        ArgumentNullException.ThrowIfNull(days);
        var found = ZoneNames.Find(zone);
        return new Exclusion(name, effect, [.. days.Select(day => Period.Day(day, found).Window)], null);
    }

    /// <summary>Time that comes again, such as a maintenance window every Sunday.</summary>
    /// <param name="name">Why, for reports.</param>
    /// <param name="recurrence">When.</param>
    /// <param name="effect">What happens to the events.</param>
    public static Exclusion Recurring(string name, Recurrence recurrence, ExclusionEffect effect = ExclusionEffect.Drop)
    {
        ArgumentNullException.ThrowIfNull(recurrence);
        return new Exclusion(name, effect, [], recurrence);
    }

    /// <summary>The excluded times that overlap a window, whole, in order of their start; they may overlap each other.</summary>
    /// <param name="window">The window.</param>
    public IReadOnlyList<TimeWindow> Within(TimeWindow window)
    {
        var own = _windows.Where(excluded => excluded.Overlaps(window));
        var recurring = _recurrence?.Within(window) ?? [];
        return [.. own.Concat(recurring).OrderBy(static excluded => excluded.Start)];
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>The windows of an objective in minutes, shortest first; one that follows the calendar is the last. Immutable.</summary>
internal sealed class WindowSet
{
    /// <summary>What stands for the length of a window that follows the calendar: nothing leaves it until it is over.</summary>
    public const long Calendar = long.MaxValue;

    private readonly long[] _minutes;

    public WindowSet(Objective objective)
    {
        var own = objective.Window.Length is { } length ? Minutes(length) : Calendar;
        _minutes = [.. objective.Alerts.SelectMany(static rule => new[] { rule.ShortWindow, rule.LongWindow }).Select(Minutes).Append(own).Distinct().Order()];
        Own = Array.IndexOf(_minutes, own);
        Key = string.Join(' ', _minutes);
    }

    /// <summary>Which of them is that of the objective itself.</summary>
    public int Own { get; }

    /// <summary>Equal for equal windows.</summary>
    public string Key { get; }

    public ReadOnlySpan<long> Lengths => _minutes;

    /// <summary>The lengths without that of a calendar window.</summary>
    public ReadOnlySpan<long> Rolling => _minutes.AsSpan(0, _minutes.Length - (_minutes[^1] == Calendar ? 1 : 0));

    public int CountShorter(long than) => _minutes.Count(length => length < than);

    public int IndexOf(TimeSpan window) => Array.IndexOf(_minutes, Minutes(window));

    private static long Minutes(TimeSpan window) => window.Ticks / TimeSpan.TicksPerMinute;
}

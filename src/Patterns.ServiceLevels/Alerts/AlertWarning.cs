namespace Patterns.ServiceLevels;

/// <summary>An alert that so little traffic would fire that it says little. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="EventsInLongWindow">Events that the long window usually has.</param>
/// <param name="BadToFire">The fewest bad ones among them with which the rule fires.</param>
/// <param name="Message">What it means and what to do.</param>
public sealed record AlertWarning(AlertRule Rule, long EventsInLongWindow, long BadToFire, string Message);

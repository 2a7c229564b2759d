namespace Patterns.Updates.Following.Ladder;

/// <summary>What to do next.</summary>
/// <param name="Pattern">How to ask.</param>
/// <param name="Delay">How long to wait before.</param>
/// <param name="IsProbe">Whether this tries a better pattern than the one that is known to work.</param>
internal readonly record struct Attempt(FeedPattern Pattern, TimeSpan Delay, bool IsProbe);

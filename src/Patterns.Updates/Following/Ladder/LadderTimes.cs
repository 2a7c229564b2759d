namespace Patterns.Updates.Following.Ladder;

/// <summary>The waits of a ladder.</summary>
/// <param name="Probe">From stepping down to the first try to step up again; doubles with every try that fails.</param>
/// <param name="MaxProbe">The longest of these.</param>
/// <param name="Poll">Between two polls at the end of the feed.</param>
internal readonly record struct LadderTimes(TimeSpan Probe, TimeSpan MaxProbe, TimeSpan Poll);

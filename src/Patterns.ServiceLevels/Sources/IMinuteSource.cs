namespace Patterns.ServiceLevels;

/// <summary>
/// Judges a minute as a whole when it is over, such as by a percentile or by the age of data. Attach it with <see cref="Indicator.Attach"/>. Implement it for
/// an indicator of your own kind.
/// </summary>
public interface IMinuteSource
{
    /// <summary>
    /// Called once when a minute closes, in order, under the indicator's lock and on any thread: be brief, and call neither the indicator nor its evaluator.
    /// A source that is attached to several indicators may be called for them at once.
    /// </summary>
    /// <param name="minute">Start of the minute, UTC.</param>
    /// <returns>What the minute adds; empty for no data.</returns>
    EventCounts Close(DateTimeOffset minute);
}

using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>A time in history in which a rule would have fired. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Window">From the end of the minute in which it would have fired to the end of that in which it would have stopped, or of the history.</param>
/// <param name="IsTrue">Whether it overlaps an incident, or follows one so closely that a window still reaches back to it.</param>
public sealed record BacktestAlert(AlertRule Rule, TimeWindow Window, bool IsTrue);

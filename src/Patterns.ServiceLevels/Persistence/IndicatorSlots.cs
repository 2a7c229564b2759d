using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Persistence;

/// <summary>Slots of one indicator on their way to or from a store.</summary>
internal sealed record IndicatorSlots(string Name, long RetentionMinutes, SlotRun[] Runs);

namespace Patterns.ServiceLevels;

/// <summary>How many events a service gets, or is expected to get.</summary>
/// <param name="EventsPerDay">Valid events on a mean day, 0 or more.</param>
public readonly record struct ExpectedTraffic(long EventsPerDay);

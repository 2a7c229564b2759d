namespace Patterns.ServiceLevels;

/// <summary>Something that a service cannot work without, with what its provider promises or is known to deliver.</summary>
/// <param name="Name">Its name, for reasons.</param>
/// <param name="Availability">The share of time or calls in which it works.</param>
public sealed record Dependency(string Name, Target Availability);

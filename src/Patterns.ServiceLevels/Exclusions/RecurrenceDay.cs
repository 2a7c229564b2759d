namespace Patterns.ServiceLevels.Exclusions;

/// <summary>A weekday of a rule; with an ordinal the so-manieth of a month or year, counted from its end when negative.</summary>
internal readonly record struct RecurrenceDay(int Ordinal, DayOfWeek Day);

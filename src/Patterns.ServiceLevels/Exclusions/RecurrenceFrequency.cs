namespace Patterns.ServiceLevels;

/// <summary>How often a <see cref="Recurrence"/> comes, before its interval is applied.</summary>
public enum RecurrenceFrequency
{
    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every year.</summary>
    Yearly,
}

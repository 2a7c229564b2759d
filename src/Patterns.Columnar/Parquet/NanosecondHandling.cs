namespace Patterns.Columnar;

/// <summary>What a reader does with times that have digits below the microsecond.</summary>
public enum NanosecondHandling
{
    /// <summary>Refuses the file at the first such value, so that no value changes unnoticed.</summary>
    Reject,

    /// <summary>Rounds down to the microsecond.</summary>
    Floor,
}

namespace Patterns.ServiceLevels;

/// <summary>What changed between two evaluations.</summary>
public enum ObjectiveChangeKind
{
    /// <summary>The objective is no longer met.</summary>
    Missed,

    /// <summary>The objective is met again.</summary>
    Met,

    /// <summary>An alert started to fire.</summary>
    AlertFired,

    /// <summary>An alert stopped firing.</summary>
    AlertResolved,

    /// <summary>A level of the error-budget policy was entered.</summary>
    LevelEntered,

    /// <summary>A level of the error-budget policy was left.</summary>
    LevelLeft,
}

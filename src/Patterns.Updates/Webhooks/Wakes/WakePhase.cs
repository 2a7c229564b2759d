namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>Where the current wake of a subscription stands.</summary>
internal enum WakePhase
{
    /// <summary>There is none.</summary>
    Idle,

    /// <summary>It is being told, or waits to be told once more or to be claimed.</summary>
    Issued,

    /// <summary>A worker has it, until its lease runs out.</summary>
    Held,
}

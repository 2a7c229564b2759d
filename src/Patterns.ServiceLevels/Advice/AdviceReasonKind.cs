namespace Patterns.ServiceLevels;

/// <summary>What a reason for a target looks at.</summary>
public enum AdviceReasonKind
{
    /// <summary>What was delivered before.</summary>
    History,

    /// <summary>How changes are going to go wrong, where there is no history.</summary>
    Launch,

    /// <summary>What the service cannot work without.</summary>
    Dependencies,

    /// <summary>How many events there are to judge by.</summary>
    Traffic,

    /// <summary>Whether an alert can come in time to matter.</summary>
    Alerts,

    /// <summary>What can be promised on top.</summary>
    Promise,
}

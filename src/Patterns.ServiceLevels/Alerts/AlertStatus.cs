namespace Patterns.ServiceLevels;

/// <summary>Whether an alert fires, and what it was decided on. Immutable.</summary>
public sealed record AlertStatus
{
    internal AlertStatus(AlertRule rule, BurnRate longBurn, BurnRate shortBurn, bool isFiring, bool isHeldBack)
    {
        Rule = rule;
        LongBurn = longBurn;
        ShortBurn = shortBurn;
        IsFiring = isFiring;
        IsHeldBack = isHeldBack;
    }

    /// <summary>The rule.</summary>
    public AlertRule Rule { get; }

    /// <summary>The burn rate over the long window.</summary>
    public BurnRate LongBurn { get; }

    /// <summary>The burn rate over the short window.</summary>
    public BurnRate ShortBurn { get; }

    /// <summary>Whether it fires.</summary>
    public bool IsFiring { get; }

    /// <summary>Whether both burn rates are reached and only a guard against too little traffic keeps it from firing.</summary>
    public bool IsHeldBack { get; }
}

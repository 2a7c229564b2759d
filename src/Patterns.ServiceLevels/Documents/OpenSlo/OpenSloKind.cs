namespace Patterns.ServiceLevels;

/// <summary>The kinds of objects of OpenSLO v1.</summary>
public enum OpenSloKind
{
    /// <summary>A group of objectives.</summary>
    Service,

    /// <summary>An indicator: how to get good and valid events, or a value to hold against a threshold.</summary>
    SLI,

    /// <summary>An objective, or several of one indicator, or a composite.</summary>
    SLO,

    /// <summary>Which conditions alert whom.</summary>
    AlertPolicy,

    /// <summary>When to alert.</summary>
    AlertCondition,

    /// <summary>Whom to alert.</summary>
    AlertNotificationTarget,

    /// <summary>Where data comes from.</summary>
    DataSource,
}

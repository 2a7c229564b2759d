namespace Patterns.ServiceLevels;

/// <summary>How parts make up a composite objective.</summary>
public enum CompositeKind
{
    /// <summary>The weighted mean of the parts' attainments.</summary>
    Weighted,

    /// <summary>Minutes in which every part that has data meets its own target, over minutes in which some part has data.</summary>
    AllOf,

    /// <summary>Minutes in which at least one part meets its own target, over minutes in which some part has data: redundant parts.</summary>
    AnyOf,

    /// <summary>The product of the parts' attainments: the steps of a journey, each taken by who came through the one before.</summary>
    Journey,
}

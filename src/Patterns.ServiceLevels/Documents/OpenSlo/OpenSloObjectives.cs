namespace Patterns.ServiceLevels;

/// <summary>Objectives of one indicator, or a composite of several (OpenSLO v1, SLO).</summary>
public sealed record OpenSloObjectives : OpenSloObject
{
    /// <summary>Creates the object.</summary>
    /// <param name="metadata">Name and labels.</param>
    public OpenSloObjectives(OpenSloMetadata metadata)
        : base(metadata)
    {
    }

    /// <inheritdoc/>
    public override OpenSloKind Kind => OpenSloKind.SLO;

    /// <summary>Name of the service that they belong to.</summary>
    public required string Service { get; init; }

    /// <summary>The indicator, named or written out; null when each objective has its own: a composite.</summary>
    public OpenSloLink<OpenSloIndicator>? Indicator { get; init; }

    /// <summary>How budgets are counted; occurrences by default.</summary>
    public OpenSloBudgetingMethod BudgetingMethod { get; init; }

    /// <summary>The window; null when the document leaves it to who runs it.</summary>
    public OpenSloTimeWindow? TimeWindow { get; init; }

    /// <summary>The objectives, one or more.</summary>
    public required IReadOnlyList<OpenSloObjective> Objectives { get; init; }

    /// <summary>Who is alerted; empty by default.</summary>
    public IReadOnlyList<OpenSloLink<OpenSloAlertPolicy>> AlertPolicies { get; init; } = [];

    /// <summary>Whether it was read from a document of v1alpha, whose objectives stand on their own rather than make up a composite.</summary>
    internal bool IsAlpha { get; init; }

    /// <summary>Whether each objective has its own indicator and together they are one; those of v1alpha each stand alone.</summary>
    public bool IsComposite => Indicator is null && !IsAlpha;
}

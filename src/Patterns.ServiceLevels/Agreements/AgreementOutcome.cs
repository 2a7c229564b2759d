namespace Patterns.ServiceLevels;

/// <summary>How a period of an agreement came out.</summary>
public enum AgreementOutcome
{
    /// <summary>The promise was kept; exactly at the target is kept.</summary>
    Kept,

    /// <summary>The promise was broken.</summary>
    Broken,

    /// <summary>There were fewer events than the agreement asks for, or none; nothing is owed.</summary>
    NotJudged,
}

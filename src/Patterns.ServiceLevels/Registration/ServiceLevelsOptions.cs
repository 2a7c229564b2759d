namespace Patterns.ServiceLevels;

/// <summary>How service levels run in a host.</summary>
public sealed class ServiceLevelsOptions
{
    /// <summary>Folder of the object store in which indicators are kept, where there is one; <c>service-levels</c> by default. One process writes to it.</summary>
    public string Folder { get; set; } = "service-levels";

    /// <summary>Whether objectives are evaluated each minute in the background; true by default. Else call <see cref="ObjectiveEvaluator.Tick"/>.</summary>
    public bool EvaluateInBackground { get; set; } = true;

    /// <summary>After so many minutes every indicator is written whole: 1 to 10,000, 60 by default.</summary>
    public int JournalsPerSnapshot { get; set; } = 60;
}

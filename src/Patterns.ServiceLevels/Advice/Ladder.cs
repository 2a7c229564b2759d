namespace Patterns.ServiceLevels.Advice;

/// <summary>Targets that people use. Finer steps would pretend to know more than anybody does.</summary>
internal static class Ladder
{
    /// <summary>From high to low.</summary>
    public static IReadOnlyList<Target> Rungs { get; } =
    [
        .. new[] { "99.999", "99.995", "99.99", "99.95", "99.9", "99.8", "99.5", "99", "98", "97", "95", "90", "80", "70", "50" }.Select(Target.Percent),
    ];

    /// <summary>The highest rung of which a condition holds, given that it then holds of all lower ones; null when of none.</summary>
    public static Target? Highest(Func<Target, bool> holds)
    {
        foreach (var rung in Rungs)
        {
            if (holds(rung))
            {
                return rung;
            }
        }

        return null;
    }
}

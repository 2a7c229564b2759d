namespace Patterns.Columnar.Aggregation.Partitioning;

/// <summary>What one thread has made of consecutive rows for the groups and for each number of different values. Not safe for use by several threads at once.</summary>
internal sealed class PartRows(PartResult? direct, IReadOnlyList<PartResult> distinct) : IDisposable
{
    /// <summary>The groups; null where the different values tell all of them.</summary>
    public PartResult? Direct { get; } = direct;

    /// <summary>The different values for each aggregate that counts them.</summary>
    public IReadOnlyList<PartResult> Distinct { get; } = distinct;

    public void Dispose()
    {
        Direct?.Dispose();
        foreach (var part in Distinct)
        {
            part.Dispose();
        }
    }
}

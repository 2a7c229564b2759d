namespace Patterns.ServiceLevels;

/// <summary>How much of the judged time there is something known of, in minutes. Every minute is one of the three. Immutable.</summary>
/// <param name="WithData">Minutes with events that are judged.</param>
/// <param name="NoData">Minutes without events that are not excluded.</param>
/// <param name="Excluded">Minutes that exclusions cover, with events or without.</param>
public readonly record struct Coverage(long WithData, long NoData, long Excluded)
{
    /// <summary>All minutes of the window up to now.</summary>
    public long Total => WithData + NoData + Excluded;

    /// <summary>The share of the minutes that are not excluded of which there is data, 0 to 1; 1 when all are excluded.</summary>
    public double Share => WithData + NoData == 0 ? 1 : (double)WithData / (WithData + NoData);
}

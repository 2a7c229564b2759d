namespace Patterns.ServiceLevels;

/// <summary>What a slice of time was. A slice without events is not good and not bad until a <see cref="NoDataPolicy"/> says so.</summary>
public enum SliceState
{
    /// <summary>There was no event.</summary>
    NoData,

    /// <summary>Enough of its events were good.</summary>
    Good,

    /// <summary>Too few of its events were good.</summary>
    Bad,

    /// <summary>An <see cref="Exclusion"/> takes it out of the count.</summary>
    Excluded,
}

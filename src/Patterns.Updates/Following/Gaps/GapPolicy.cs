namespace Patterns.Updates;

/// <summary>What a client does when the server cannot go on from its cursor. None of these is silent: the update after a gap names it.</summary>
public enum GapPolicy
{
    /// <summary>Throw <see cref="FeedGapException"/>. The default: somebody has to decide.</summary>
    Fail = 0,

    /// <summary>Go on with the earliest update that is left; what was between is missed.</summary>
    Earliest = 1,

    /// <summary>Go on with what comes from now on; everything until then is missed.</summary>
    Now = 2,

    /// <summary>Call <see cref="FeedClientOptions.ReloadAsync"/>, which loads the state and says from where to go on; nothing is missed.</summary>
    Reload = 3,
}

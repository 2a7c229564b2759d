namespace Patterns.ServiceLevels;

/// <summary>What a promise counts. Large clouds use all of these, and they give different numbers for the same month.</summary>
public enum UnavailabilityKind
{
    /// <summary>Failed requests of all requests.</summary>
    Requests,

    /// <summary>The mean of the error rates of slices of time.</summary>
    MeanErrorRate,

    /// <summary>Slices of time with an error rate above a threshold, of all slices.</summary>
    ErrorRateAbove,

    /// <summary>Minutes with an error rate above a threshold, where enough of them follow each other, of all minutes.</summary>
    ConsecutiveMinutes,
}

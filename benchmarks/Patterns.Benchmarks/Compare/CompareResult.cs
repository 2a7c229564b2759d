namespace Patterns.Benchmarks.Compare;

/// <summary>One line of the report: our figure beside one peer's. Figures are medians; a ratio above 1 is in our favour.</summary>
internal sealed record CompareResult
{
    public required string Suite { get; init; }

    public required string Case { get; init; }

    public required string Peer { get; init; }

    /// <summary>Null when the data could not be made because a peer is missing.</summary>
    public double? Ours { get; init; }

    /// <summary>Null when the peer is missing.</summary>
    public double? Theirs { get; init; }

    public required string Unit { get; init; }

    /// <summary>Null when the peer is missing.</summary>
    public double? Ratio { get; init; }

    public double? OursMin { get; init; }

    public double? OursMax { get; init; }

    public double? TheirsMin { get; init; }

    public double? TheirsMax { get; init; }

    /// <summary>
    /// Processor time of one run of ours over all threads, checking included. Where other programs compete for the machine it tells more than
    /// the clock.
    /// </summary>
    public double? OursProcessorMilliseconds { get; init; }

    public double? TheirsProcessorMilliseconds { get; init; }

    /// <summary>Rows that one run works on.</summary>
    public long Rows { get; init; }

    /// <summary>Managed bytes that one run of ours allocates.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Why the peer did not take part; null when it did.</summary>
    public string? Missing { get; init; }

    /// <summary>How our answer differs from the peer's, or what a contender threw; null when all is well.</summary>
    public string? Failure { get; init; }
}

namespace Patterns.ServiceLevels;

/// <summary>Feeds an indicator by asking, again and again, whether something is there: what answers in time with yes is good.</summary>
public sealed class AvailabilityProbe
{
    private readonly Func<CancellationToken, Task<bool>> _probe;
    private readonly TimeProvider _time;

    /// <summary>Creates a probe.</summary>
    /// <param name="indicator">Counts the answers.</param>
    /// <param name="probe">Asks once. An exception counts as no.</param>
    /// <param name="options">How often and how long; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public AvailabilityProbe(Indicator indicator, Func<CancellationToken, Task<bool>> probe, AvailabilityProbeOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentNullException.ThrowIfNull(probe);
        options ??= new AvailabilityProbeOptions();
        if (options.Interval < TimeSpan.FromMilliseconds(100) || options.Interval > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Interval, $"{nameof(AvailabilityProbeOptions.Interval)} is 100 milliseconds to 1 day, but is {options.Interval:c}.");
        }

        if (options.Timeout < TimeSpan.FromMilliseconds(1) || options.Timeout > options.Interval)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Timeout, $"{nameof(AvailabilityProbeOptions.Timeout)} is 1 millisecond to the interval of {options.Interval:c}, but is {options.Timeout:c}.");
        }

        Indicator = indicator;
        Interval = options.Interval;
        Timeout = options.Timeout;
        _probe = probe;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Counts the answers.</summary>
    public Indicator Indicator { get; }

    /// <summary>The time from one question to the next.</summary>
    public TimeSpan Interval { get; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>Asks until it is cancelled, and then ends without an error.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, _time);
        try
        {
            do
            {
                await ProbeAsync(cancellationToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <summary>Asks once and counts the answer.</summary>
    /// <param name="cancellationToken">Ends the question; then nothing is counted.</param>
    /// <returns>Whether the answer was good.</returns>
    public async Task<bool> ProbeAsync(CancellationToken cancellationToken = default)
    {
        using var limit = new CancellationTokenSource(Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var isGood = false;
        try
        {
            isGood = await _probe(both.Token).WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong, it was not available.
        }

        cancellationToken.ThrowIfCancellationRequested();
        Indicator.Record(isGood);
        return isGood;
    }
}

namespace Patterns.Updates.Following;

/// <summary>Checks the options of a <see cref="FeedClient"/>.</summary>
internal static class FeedClientOptionsValidator
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public static void Validate(FeedClientOptions options)
    {
        if (options.Patterns is not { Count: > 0 } || options.Patterns.Distinct().Count() != options.Patterns.Count || !options.Patterns.All(Enum.IsDefined))
        {
            throw new ArgumentException("Patterns names at least one pattern, and none twice.", nameof(options));
        }

        if (options.OnGap == GapPolicy.Reload && options.ReloadAsync is null)
        {
            throw new ArgumentException("OnGap is Reload, so ReloadAsync has to say how the state is loaded.", nameof(options));
        }

        if (options.Types is { } types && types.Any(static type => string.IsNullOrEmpty(type) || type.Contains(',', StringComparison.Ordinal)))
        {
            throw new ArgumentException("Types has types that are not empty and have no comma.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxEventBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAnswerBytes, 1);
        Check(options.Heartbeat, Least, nameof(options.Heartbeat), mayBeInfinite: true);
        Check(options.AnswerTimeout, Least, nameof(options.AnswerTimeout));
        Check(options.LongPollTimeout, Least, nameof(options.LongPollTimeout));
        Check(options.PollInterval, TimeSpan.Zero, nameof(options.PollInterval));
        Check(options.ReconnectionTime, TimeSpan.Zero, nameof(options.ReconnectionTime));
        Check(options.MaxReconnectionTime, options.ReconnectionTime, nameof(options.MaxReconnectionTime));
        Check(options.ProbeInterval, TimeSpan.Zero, nameof(options.ProbeInterval));
        Check(options.MaxProbeInterval, options.ProbeInterval, nameof(options.MaxProbeInterval));
        Check(options.StreamTimeout, Least, nameof(options.StreamTimeout));
        Check(options.GiveUpAfter, TimeSpan.Zero, nameof(options.GiveUpAfter), mayBeInfinite: true);
    }

    private static void Check(TimeSpan value, TimeSpan least, string name, bool mayBeInfinite = false)
    {
        if (!(mayBeInfinite && value == Timeout.InfiniteTimeSpan) && (value < least || value > Most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but lies between {least} and {Most}{(mayBeInfinite ? ", or is infinite" : "")}.");
        }
    }
}

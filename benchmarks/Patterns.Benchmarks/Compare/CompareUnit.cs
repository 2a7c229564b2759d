namespace Patterns.Benchmarks.Compare;

/// <summary>What a case's numbers mean and which direction is better.</summary>
internal sealed record CompareUnit(string Symbol, bool LargerIsBetter)
{
    /// <summary>Wall clock time of a run in milliseconds.</summary>
    public static CompareUnit Milliseconds { get; } = new("ms", LargerIsBetter: false);

    /// <summary>Time of one event of a run in nanoseconds, which the run measures itself.</summary>
    public static CompareUnit Nanoseconds { get; } = new("ns", LargerIsBetter: false);

    /// <summary>Size of what a run leaves on disk.</summary>
    public static CompareUnit Bytes { get; } = new("B", LargerIsBetter: false);

    /// <summary>Updates made durable per second.</summary>
    public static CompareUnit AppendsPerSecond { get; } = new("append/s", LargerIsBetter: true);

    /// <summary>Messages that arrived per second.</summary>
    public static CompareUnit MessagesPerSecond { get; } = new("msg/s", LargerIsBetter: true);

    /// <summary>How many times better ours is than theirs: above 1 is in our favour whatever the unit.</summary>
    public double Ratio(double ours, double theirs) => LargerIsBetter ? ours / theirs : theirs / ours;
}

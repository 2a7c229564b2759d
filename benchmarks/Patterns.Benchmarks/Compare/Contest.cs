namespace Patterns.Benchmarks.Compare;

/// <summary>A case ready to run: its data is generated and loaded. Disposing it releases what the contenders hold.</summary>
internal sealed class Contest(Contender ours, params IReadOnlyList<Contender> peers) : IDisposable
{
    /// <summary>A case whose data cannot be made without a peer that is not installed: nobody runs.</summary>
    public static Contest Absent(string peer, string why) => new(Contender.Absent("", why), Contender.Absent(peer, why)) { Rows = 0 };

    /// <summary>Our contender.</summary>
    public Contender Ours { get; } = ours;

    /// <summary>Those it is measured beside, at least one.</summary>
    public IReadOnlyList<Contender> Peers { get; } = peers;

    /// <summary>Rows that one run works on; allocation is reported per row.</summary>
    public required long Rows { get; init; }

    /// <summary>Released with the contest, in order.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (IDisposable owned in Owned)
        {
            owned.Dispose();
        }
    }
}

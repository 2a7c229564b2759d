namespace Patterns.Benchmarks.Allocations;

/// <summary>An operation that is ready to run. Disposing it releases its data.</summary>
/// <param name="Rows">Rows that one run works on.</param>
/// <param name="RunAsync">Runs once and returns the rows that it saw, which must be <paramref name="Rows"/>.</param>
internal sealed record AllocationProbe(long Rows, Func<Task<long>> RunAsync) : IDisposable
{
    /// <summary>Released with the probe, in order.</summary>
    public IReadOnlyList<IDisposable> Owned { get; init; } = [];

    public void Dispose()
    {
        foreach (IDisposable owned in Owned)
        {
            owned.Dispose();
        }
    }
}

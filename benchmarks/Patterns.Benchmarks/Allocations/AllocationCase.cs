namespace Patterns.Benchmarks.Allocations;

/// <summary>A steady state operation and the managed bytes that it may allocate per row.</summary>
/// <param name="Name">Package and operation, such as <c>lake/csv-count</c>.</param>
/// <param name="BytesPerRow">The bound. It leaves room for what an operation allocates once, spread over its rows.</param>
/// <param name="PrepareAsync">Generates and loads the data; the operation it returns is run several times.</param>
internal sealed record AllocationCase(string Name, double BytesPerRow, Func<Task<AllocationProbe>> PrepareAsync);

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>What a process has used.</summary>
/// <param name="ProcessorMilliseconds">Processor time since it started.</param>
/// <param name="ResidentBytes">Memory that is resident now.</param>
/// <param name="PeakBytes">The most that was since the last settling.</param>
internal sealed record FanoutUsage(double ProcessorMilliseconds, long ResidentBytes, long PeakBytes);

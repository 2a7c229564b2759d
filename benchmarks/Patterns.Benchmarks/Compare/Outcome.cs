namespace Patterns.Benchmarks.Compare;

/// <summary>What one run of a contender returns.</summary>
/// <param name="Check">The answer in a canonical text, such as counts and sums; every contender of a case must return the same.</param>
/// <param name="Measured">The figure in the case's unit; null to take the wall clock time of the run.</param>
internal readonly record struct Outcome(string Check, double? Measured = null);

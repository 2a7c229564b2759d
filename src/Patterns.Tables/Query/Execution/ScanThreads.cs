namespace Patterns.Tables.Query.Execution;

/// <summary>How a scan is run.</summary>
/// <param name="Count">Threads; at least 1.</param>
/// <param name="Profile">Where rows, time and what is read are counted; null for nowhere.</param>
internal sealed record ScanThreads(int Count, QueryProfile? Profile);

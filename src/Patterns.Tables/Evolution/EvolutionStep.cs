namespace Patterns.Tables.Evolution;

/// <summary>One change of a table's columns or rules.</summary>
/// <param name="Operation">What Delta's history calls it.</param>
/// <param name="Text">The change in words.</param>
/// <param name="Apply">Makes it, given the path of the table for errors.</param>
internal sealed record EvolutionStep(string Operation, string Text, Action<EvolvingTable, string> Apply);

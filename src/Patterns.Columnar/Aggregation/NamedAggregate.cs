namespace Patterns.Columnar;

/// <summary>An aggregate and the name of the column that it makes.</summary>
/// <param name="Name">Name of the column, not empty.</param>
/// <param name="Aggregate">What the column holds.</param>
public sealed record NamedAggregate(string Name, Aggregate Aggregate);

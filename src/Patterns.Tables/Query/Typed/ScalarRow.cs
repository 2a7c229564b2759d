namespace Patterns.Tables.Query.Typed;

/// <summary>A row of one value, in the form in which rows are bound to columns.</summary>
/// <param name="Value">The value.</param>
internal sealed record ScalarRow<T>(T? Value);

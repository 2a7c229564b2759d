namespace Patterns.Benchmarks.Compare;

/// <summary>One question, such as "how fast is a CSV file counted?".</summary>
/// <param name="Name">Unique within its suite.</param>
/// <param name="Unit">The unit of its figures.</param>
/// <param name="PrepareAsync">Generates and loads the data; called only when the case is run.</param>
internal sealed record CompareCase(string Name, CompareUnit Unit, Func<CompareOptions, Task<Contest>> PrepareAsync);

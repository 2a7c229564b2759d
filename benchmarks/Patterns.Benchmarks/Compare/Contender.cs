namespace Patterns.Benchmarks.Compare;

/// <summary>One way to do what a case asks: ours or a peer's.</summary>
/// <param name="Name">Shown in the report.</param>
/// <param name="RunAsync">Does the work once and returns its answer.</param>
internal sealed record Contender(string Name, Func<Task<Outcome>> RunAsync)
{
    /// <summary>Restores the state that a run needs, such as an empty folder; called before each run and not measured.</summary>
    public Action BeforeEach { get; init; } = static () => { };

    /// <summary>Why the contender cannot take part and what to do about it; null when it can.</summary>
    public string? Missing { get; private init; }

    /// <summary>A contender whose work is synchronous.</summary>
    public static Contender Of(string name, Func<Outcome> run) => new(name, () => Task.FromResult(run()));

    /// <summary>A contender that is not installed on this machine.</summary>
    public static Contender Absent(string name, string why) =>
        new(name, () => throw new InvalidOperationException(why)) { Missing = why };
}

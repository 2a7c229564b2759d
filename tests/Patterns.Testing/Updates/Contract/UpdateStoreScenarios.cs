using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>The tests of every <see cref="UpdateStoreContract"/>, as cases of a theory.</summary>
public static class UpdateStoreScenarios
{
    private static readonly Dictionary<string, ContractScenario> All = ContractScenario.Of<UpdateStoreContract>();

    /// <summary>The names of the tests that a store passes whose feeds outlive it.</summary>
    public static TheoryData<string> Names() => [.. All.Keys];

    /// <summary>The names of the tests that a store passes whose feeds end with it.</summary>
    public static TheoryData<string> NamesWithoutReopening() => [.. All.Where(static scenario => scenario.Value.Topic != typeof(ReopeningContract)).Select(static scenario => scenario.Key)];

    /// <summary>Runs one test.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="open">Opens a store over a place that is empty at first; again, after the one before was disposed of.</param>
    public static Task RunAsync(string name, Func<TimeProvider, IUpdateStore> open) => All[name].RunAsync(open);
}

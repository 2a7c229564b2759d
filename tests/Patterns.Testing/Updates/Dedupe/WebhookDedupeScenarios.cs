using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>The tests of every <see cref="WebhookDedupeContract"/>, as cases of a theory.</summary>
public static class WebhookDedupeScenarios
{
    private static readonly Dictionary<string, ContractScenario> All = ContractScenario.Of<WebhookDedupeContract>();

    /// <summary>The names of the tests that a store passes that outlives its process.</summary>
    public static TheoryData<string> Names() => [.. All.Keys];

    /// <summary>The names of the tests that a store passes that does not.</summary>
    public static TheoryData<string> NamesWithoutRestart() => [.. All.Where(static scenario => scenario.Value.Topic != typeof(WebhookDurabilityContract)).Select(static scenario => scenario.Key)];

    /// <summary>Runs one test.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="open">Opens a store over a place that is empty at first; again, after the one before was disposed of.</param>
    public static Task RunAsync(string name, Func<TimeProvider, IWebhookDedupeStore> open) => All[name].RunAsync(open);
}

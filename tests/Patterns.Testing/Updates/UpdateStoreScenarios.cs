using System.Reflection;
using Xunit;

namespace Patterns.Testing;

/// <summary>
/// The tests of <see cref="UpdateStoreContract"/> as cases of a theory: for backends that need a server, whose tests are skipped with the reason where
/// there is none. The class that derives from the contract is not public then, so that it is not run by itself.
/// </summary>
public static class UpdateStoreScenarios
{
    /// <summary>The names of the tests.</summary>
    public static TheoryData<string> Names() => [.. Tests().Select(static test => test.Name)];

    /// <summary>Runs one test, with all its data.</summary>
    public static async Task RunAsync(Func<UpdateStoreContract> create, string name)
    {
        var test = Tests().Single(test => test.Name == name);
        var data = test.GetCustomAttributes<InlineDataAttribute>().SelectMany(row => row.GetData(test)).DefaultIfEmpty([]);
        foreach (var arguments in data)
        {
            var contract = create();
            await contract.InitializeAsync();
            try
            {
                await (Task)test.Invoke(contract, arguments)!;
            }
            finally
            {
                await contract.DisposeAsync();
            }
        }
    }

    private static IEnumerable<MethodInfo> Tests() => typeof(UpdateStoreContract).GetMethods().Where(static method => method.GetCustomAttribute<FactAttribute>() is not null);
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Patterns.Architecture.Tests.Dependencies;

public sealed class DependencyTests
{
    private const string Core = "Patterns.Core";
    private const string Columnar = "Patterns.Columnar";
    private const string Updates = "Patterns.Updates";
    private const string Composition = "Patterns.DataProducts.AspNetCore";

    // Who may know whom. Siblings meet in Core and Columnar; only the composition sees several of them.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        [Core] = [],
        [Columnar] = [Core],
        ["Patterns.Tables"] = [Core, Columnar],
        ["Patterns.Lake"] = [Core, Columnar],
        ["Patterns.DataProducts"] = [Core, Columnar],
        [Updates] = [Core],
        ["Patterns.Updates.AspNetCore"] = [Core, Updates],
        ["Patterns.Updates.Postgres"] = [Core, Updates],
        ["Patterns.Updates.Redis"] = [Core, Updates],
        ["Patterns.ServiceLevels"] = [Core],
        ["Patterns.Api"] = [Core],
        ["Patterns.Storage.S3"] = [Core],
        [Composition] =
        [
            Core, Columnar, Updates, "Patterns.Tables", "Patterns.Lake", "Patterns.DataProducts", "Patterns.Updates.AspNetCore",
            "Patterns.ServiceLevels", "Patterns.Api",
        ],
    };

    [Fact]
    public void Every_package_has_its_place_among_the_arrows()
        => Assert.All(Package.All, static package => Assert.True(Allowed.ContainsKey(package.Name), $"Say in {nameof(DependencyTests)} whom {package} may know."));

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void A_package_knows_only_the_packages_that_it_may_know(string name)
    {
        var known = References(name).Where(static reference => reference.StartsWith("Patterns.", StringComparison.Ordinal));

        Assert.Empty(known.Except(Allowed[name]));
    }

    [Fact]
    public void Core_needs_nothing_but_the_framework()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);

        Assert.All(References(Core), reference => Assert.Equal(framework, Path.GetDirectoryName(Assembly.Load(reference).Location)));
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void Only_packages_for_the_web_know_the_web_framework(string name)
    {
        var isForTheWeb = name.EndsWith(".AspNetCore", StringComparison.Ordinal) || name == "Patterns.Api";

        Assert.True(isForTheWeb || !References(name).Any(static reference => reference.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void Only_tests_and_benchmarks_see_what_is_internal(string name)
    {
        var friends = new Package(name).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(static friend => friend.AssemblyName);

        Assert.Empty(friends.Except([$"{name}.Tests", "Patterns.Benchmarks"]));
    }

    private static IEnumerable<string> References(string name)
        => new Package(name).Assembly.GetReferencedAssemblies().Select(static reference => reference.Name!);
}

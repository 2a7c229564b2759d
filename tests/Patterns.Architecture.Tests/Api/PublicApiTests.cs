using Patterns.Testing;

namespace Patterns.Architecture.Tests.Api;

public sealed class PublicApiTests
{
    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void The_public_surface_is_the_approved_one(string package)
    {
        var file = Path.Join(RepositoryRoot.Path, "tests", "Patterns.Architecture.Tests", "Approved", $"{package}.txt");

        Approval.AssertEqual(file, ApiText.Print(new Package(package)));
    }
}

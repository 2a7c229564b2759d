namespace Patterns.Architecture.Tests.Conventions;

public sealed class ExportedTypeTests
{
    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void A_public_type_is_in_the_namespace_of_its_package(string package)
    {
        var elsewhere = new Package(package).ExportedTypes.Where(type => type.Namespace != package);

        Assert.Empty(elsewhere);
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void A_public_class_is_sealed_static_or_abstract(string package)
    {
        var open = new Package(package).ExportedTypes.Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false });

        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void A_public_type_has_no_public_field_but_constants(string package)
    {
        var types = new Package(package).ExportedTypes.Where(static type => !type.IsEnum);
        var fields = types.SelectMany(static type => type.GetFields()).Where(static field => !field.IsLiteral);

        Assert.Empty(fields);
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void A_public_type_is_not_named_like_its_namespace(string package)
        => Assert.DoesNotContain(new Package(package).ExportedTypes, type => type.Name == package.Split('.')[^1]);
}

namespace Patterns.Architecture.Tests.Conventions;

public sealed class SourceTests
{
    private static readonly string[] ContainerNames = ["Microsoft.Extensions.DependencyInjection", "IServiceCollection"];
    private static readonly string[] EmptyNames = ["Utils", "Helpers", "Common", "Misc", "Base", "Impl", "Manager"];

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void Only_the_registration_folder_mentions_the_container(string package)
    {
        var registration = $"{Path.DirectorySeparatorChar}Registration{Path.DirectorySeparatorChar}";
        var others = new Package(package).SourceFiles.Where(file => !file.Contains(registration, StringComparison.Ordinal));
        var mentions = others.Where(static file => File.ReadAllText(file) is var text
            && ContainerNames.Any(name => text.Contains(name, StringComparison.Ordinal)));

        Assert.Empty(mentions);
    }

    [Theory]
    [MemberData(nameof(Package.Names), MemberType = typeof(Package))]
    public void The_name_of_a_file_or_folder_says_what_is_in_it(string package)
    {
        var folder = new Package(package);
        var names = folder.SourceFiles.SelectMany(file => Path.GetRelativePath(folder.Folder, Path.ChangeExtension(file, null)).Split(Path.DirectorySeparatorChar));
        var empty = names.Distinct().Where(static name => EmptyNames.Any(end => name.EndsWith(end, StringComparison.Ordinal)));

        Assert.Empty(empty);
    }
}

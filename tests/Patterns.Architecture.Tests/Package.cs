using System.Reflection;
using Patterns.Testing;

namespace Patterns.Architecture.Tests;

/// <summary>One package: a folder of <c>src</c>, its sources and its assembly.</summary>
internal sealed record Package(string Name)
{
    /// <summary>All packages there are, by the folders of <c>src</c>.</summary>
    public static IReadOnlyList<Package> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Join(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(static file => new Package(Path.GetFileNameWithoutExtension(file)))
            .OrderBy(static package => package.Name, StringComparer.Ordinal),
    ];

    public string Folder => Path.Join(RepositoryRoot.Path, "src", Name);

    public Assembly Assembly => Assembly.Load(Name);

    public IEnumerable<string> SourceFiles => Directory.EnumerateFiles(Folder, "*.cs", SearchOption.AllDirectories);

    /// <summary>The types that users can name. Types that the compiler makes up have a <c>&lt;</c> in their name.</summary>
    public IEnumerable<Type> ExportedTypes => Assembly.GetExportedTypes().Where(static type => !type.FullName!.Contains('<', StringComparison.Ordinal));

    /// <summary>The names of all packages as cases of a theory.</summary>
    public static TheoryData<string> Names() => [.. All.Select(static package => package.Name)];

    public override string ToString() => Name;
}

using Patterns.Testing;

namespace Patterns.Architecture.Tests.Readmes;

public sealed class ReadmeTests
{
    public static TheoryData<string> Files() => ["README.md", .. Package.All.Select(static package => $"src/{package}/README.md")];

    [Theory]
    [MemberData(nameof(Files))]
    public void Code_in_a_readme_is_code_of_the_sample(string file)
    {
        var path = Path.Join(RepositoryRoot.Path, file);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");

        Approval.AssertEqual(path, new Readme(text).WithSnippets(SnippetSource.All));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_readme_shows_code_and_every_block_has_a_name(string file)
    {
        var names = new Readme(File.ReadAllText(Path.Join(RepositoryRoot.Path, file)).ReplaceLineEndings("\n")).SnippetNames.ToArray();

        Assert.NotEmpty(names);
        Assert.All(names, Assert.NotNull);
    }

    [Fact]
    public void A_block_is_replaced_by_the_region_of_its_name()
    {
        var snippets = SnippetSource.Parse(
            ["class C", "{", "    // begin-snippet: first", "    var a = 1;", "", "        Use(a);", "    // end-snippet", "}"],
            "C.cs").ToDictionary(static snippet => snippet.Name, static snippet => snippet.Code);
        var readme = new Readme("# Title\n<!-- snippet: first -->\n```csharp\nold\n```\ntext\n```csharp\nnameless\n```\n```bash\nls\n```\n");

        Assert.Equal(["first", null], readme.SnippetNames);
        Assert.Equal(
            "# Title\n<!-- snippet: first -->\n```csharp\nvar a = 1;\n\n    Use(a);\n```\ntext\n```csharp\nnameless\n```\n```bash\nls\n```\n",
            readme.WithSnippets(snippets));
        Assert.Throws<KeyNotFoundException>(() => new Readme("<!-- snippet: other -->\n```csharp\n```\n").WithSnippets(snippets));
        Assert.Throws<InvalidDataException>(() => SnippetSource.Parse(["// begin-snippet: endless"], "C.cs").ToArray());
    }
}

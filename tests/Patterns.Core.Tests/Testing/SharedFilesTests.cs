using Patterns.Testing;

namespace Patterns.Core.Tests.Testing;

public sealed class SharedFilesTests
{
    [Fact]
    public void What_is_absent_is_named_in_the_reason()
    {
        var reason = new SharedFactAttribute("no/such.file").Skip;

        Assert.Contains("shared", reason, StringComparison.Ordinal);
        Assert.StartsWith("needs", reason, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => SharedFiles.Path("no/such.file"));
    }

    [SharedFact("corpora")]
    public void What_is_there_is_found() => Assert.True(Directory.Exists(SharedFiles.Path("corpora")));
}

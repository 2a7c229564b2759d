using Patterns.Testing;

namespace Patterns.Core.Tests.Storage.Files;

public sealed class DurableFilesTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Fact]
    public void A_folder_is_created_with_those_above_it_and_again_without_harm()
    {
        DurableFiles.CreateFolder(_folder["a/b/c/"]);
        DurableFiles.CreateFolder(_folder["a/b/c"]);
        DurableFiles.FlushFolder(_folder["a/b/c"]);

        Assert.True(Directory.Exists(_folder["a/b/c"]));
    }

    [Fact]
    public void A_file_has_the_content_that_was_written_last_also_over_what_a_crash_has_left()
    {
        var path = _folder["file"];
        DurableFiles.Replace(path, "long ago"u8);
        File.WriteAllText(path + ".new", "this was under way when the process was killed");

        Assert.Equal("long ago", File.ReadAllText(path));
        DurableFiles.Replace(path, "now"u8);

        Assert.Equal("now", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        Assert.Contains("nowhere", Assert.ThrowsAny<IOException>(() => DurableFiles.Replace(_folder["nowhere/file"], "x"u8)).Message, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Contains("nowhere", Assert.ThrowsAny<IOException>(() => DurableFiles.FlushFolder(_folder["nowhere"])).Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();
}

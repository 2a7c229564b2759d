using Patterns.Testing;
using Patterns.Updates.Files;

namespace Patterns.Updates.Tests.Files;

public sealed class LogFileTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_length_of_a_file_is_what_was_reserved_and_what_it_was_set_to_last()
    {
        LogFolder folder = new(_folder.Path);
        using (var file = folder.Create("a.seg", 8192))
        {
            Assert.Equal(8192, file.Length);
            file.SetLength(100);
            Assert.Equal(100, file.Length);
        }

        using var opened = folder.Open("a.seg");
        Assert.Equal(100, opened.Length);
    }

    [Fact]
    public void The_length_of_a_file_is_known_without_asking_the_system()
    {
        LogFolder folder = new(_folder.Path);
        using var file = folder.Create("a.seg", 8192);

        // Nobody else does this to a log; here it shows who is asked.
        using (var other = File.OpenHandle(Path.Join(_folder.Path, "a.seg"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.SetLength(other, 1);
        }

        Assert.Equal(8192, file.Length);
    }
}

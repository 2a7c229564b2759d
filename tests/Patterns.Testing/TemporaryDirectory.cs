namespace Patterns.Testing;

/// <summary>A new empty directory that is deleted on disposal.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public TemporaryDirectory() => Path = Directory.CreateTempSubdirectory("patterns-tests-").FullName;

    public string Path { get; }

    /// <summary>The full path of a file or folder below; it is not created.</summary>
    public string this[params ReadOnlySpan<string> segments] => System.IO.Path.Join([Path, .. segments]);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}

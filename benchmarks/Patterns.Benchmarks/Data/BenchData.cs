using Patterns.Testing;

namespace Patterns.Benchmarks.Data;

/// <summary>Generated files, kept below the build output so that the next run finds them.</summary>
internal static class BenchData
{
    /// <summary>Where the files lie.</summary>
    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(RepositoryRoot.Path, "artifacts", "bench-data")).FullName;

    /// <summary>The path of a file; written first when it is not there.</summary>
    /// <param name="name">Names content and size: what lies under the name is taken as it is.</param>
    /// <param name="write">Writes to the path that it is given.</param>
    public static string Ensure(string name, Action<string> write)
    {
        string path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            string unfinished = $"{path}.{Environment.ProcessId}";
            write(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }

        return path;
    }

    /// <summary>An empty folder that is deleted on disposal.</summary>
    public static Scratch CreateScratch() => new(Directory.CreateTempSubdirectory("patterns-bench-").FullName);

    /// <summary>A temporary folder.</summary>
    internal sealed record Scratch(string Path) : IDisposable
    {
        /// <summary>Removes what a run left behind.</summary>
        public void Clear()
        {
            Directory.Delete(Path, recursive: true);
            Directory.CreateDirectory(Path);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

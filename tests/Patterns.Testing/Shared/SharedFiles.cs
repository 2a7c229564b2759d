namespace Patterns.Testing;

/// <summary>
/// Finds test data that is too large or not ours to keep in the repository: in the folder named by the environment variable
/// <c>PATTERNS_SHARED</c>, else in the folder <c>shared</c> beside the working copy. Thread safe.
/// </summary>
public static class SharedFiles
{
    private const string Variable = "PATTERNS_SHARED";

    private static readonly string? Root = FindRoot();

    /// <summary>Why a file or folder cannot be used, or null when it is there.</summary>
    /// <param name="path">Path relative to the shared folder, with <c>/</c>.</param>
    public static string? WhyNot(string path)
        => Root is null
            ? $"needs shared test data: set {Variable} or put a folder 'shared' beside the working copy"
            : Exists(System.IO.Path.Join(Root, path)) ? null : $"needs '{path}' in the shared test data, which is not in '{Root}'";

    /// <summary>The full path of a file or folder.</summary>
    /// <param name="path">Path relative to the shared folder, with <c>/</c>.</param>
    /// <exception cref="FileNotFoundException">It is not there; <see cref="SharedFactAttribute"/> keeps a test from getting here.</exception>
    public static string Path(string path)
        => WhyNot(path) is { } reason ? throw new FileNotFoundException($"This test {reason}.", path) : System.IO.Path.Join(Root, path);

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return System.IO.Path.GetFullPath(folder);
        }

        if (!RepositoryRoot.IsKnown)
        {
            return null;
        }

        var beside = System.IO.Path.GetFullPath(System.IO.Path.Join(RepositoryRoot.Path, "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);
}

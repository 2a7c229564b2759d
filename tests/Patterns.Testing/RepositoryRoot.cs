namespace Patterns.Testing;

/// <summary>The folder of the working copy that the running assembly was built from. Thread safe.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string?> Root = new(Search);

    /// <summary>The absolute path of the folder that holds <c>Patterns.sln</c>.</summary>
    /// <exception cref="DirectoryNotFoundException">No parent of the running assembly's folder holds it.</exception>
    public static string Path => Root.Value ?? throw new DirectoryNotFoundException(
        $"Patterns.sln was not found in '{AppContext.BaseDirectory}' or any folder above it. Run from a build inside the working copy.");

    /// <summary>Whether the assembly runs from a build inside a working copy.</summary>
    public static bool IsKnown => Root.Value is not null;

    private static string? Search()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Patterns.sln")))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}

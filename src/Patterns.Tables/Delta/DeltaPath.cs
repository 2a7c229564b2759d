using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>
/// Paths of data files as they stand in the log: URIs, relative to the table's folder or absolute, with special characters
/// percent-encoded.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Add File and Remove File", the field <c>path</c>.</remarks>
internal static class DeltaPath
{
    private const string FileScheme = "file:";

    /// <summary>The URI of an object whose path is given relative to the table's folder.</summary>
    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString)).Replace("%3D", "=", StringComparison.Ordinal);

    /// <summary>One spelling per file, so that a remove finds its add: decoded, and local absolute paths without their scheme.</summary>
    public static string Canonical(string uri)
    {
        var path = Uri.UnescapeDataString(uri);
        if (!path.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            return path;
        }

        return $"/{path[FileScheme.Length..].TrimStart('/')}";
    }

    /// <summary>The path of the file in the store.</summary>
    /// <param name="tablePath">Folder of the table in the store.</param>
    /// <param name="uri">The path as it stands in the log.</param>
    /// <exception cref="UnsupportedTableException">The file lies outside the table's folder.</exception>
    public static string Resolve(string tablePath, string uri)
    {
        return TryResolve(tablePath, uri)
            ?? throw new UnsupportedTableException(
                tablePath,
                $"absolute or escaping path '{uri}'",
                "Only files below the table's folder are read; a shallow clone must be copied in full first.");
    }

    /// <summary>The path of the file in the store; null when it lies outside the table's folder.</summary>
    public static string? TryResolve(string tablePath, string uri)
    {
        var path = Canonical(uri);
        return ObjectPath.IsValid(path) && !HasScheme(path) ? ObjectPath.Combine(tablePath, path) : null;
    }

    private static bool HasScheme(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 1 && path.AsSpan(colon).StartsWith("://", StringComparison.Ordinal);
    }
}

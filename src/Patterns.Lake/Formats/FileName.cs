namespace Patterns.Lake.Formats;

/// <summary>What the name of a file says of its content. Names are claims; the content decides.</summary>
internal static class FileName
{
    private static readonly string[] Compressions = [".gz", ".br", ".zip", ".zst", ".bz2", ".xz", ".lz4"];

    /// <summary>The extension that claims compression, in lower case with its point; or empty.</summary>
    public static string CompressionOf(string path)
        => Compressions.FirstOrDefault(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) ?? "";

    /// <summary>The extension that claims a format, in lower case with its point; or empty.</summary>
    public static string ExtensionOf(string path) => Path.GetExtension(path[..^CompressionOf(path).Length]).ToLowerInvariant();

    /// <summary>The name of the file without folder and extensions.</summary>
    public static string StemOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return Path.GetFileNameWithoutExtension(name[..^CompressionOf(name).Length]);
    }
}

namespace Patterns.Core.Storage.Files;

/// <summary>Finds and resolves symbolic links (and junctions on Windows) in paths whose end need not exist.</summary>
internal static class SymbolicLinks
{
    private const int MaxLinks = 40; // Linux gives up at 40, too

    public static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <summary>Whether a segment after <paramref name="folder"/> is a link, the last one included.</summary>
    public static bool AnyBetween(string folder, string path)
    {
        var end = folder.Length;
        while (end < path.Length)
        {
            var next = path.IndexOf(Path.DirectorySeparatorChar, end + 1);
            end = next < 0 ? path.Length : next;
            if (IsLink(path[..end]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The path with every link replaced by what it points to; segments that do not exist are kept. Null when links go round in a circle.
    /// </summary>
    public static string? Resolve(string fullPath)
    {
        var pending = new Stack<string>();
        var resolved = Unroll(fullPath, pending);
        var links = 0;
        while (pending.TryPop(out var segment))
        {
            if (segment == "..")
            {
                resolved = Path.GetDirectoryName(resolved) ?? resolved;
                continue;
            }

            var candidate = Path.Join(resolved, segment);
            if (new FileInfo(candidate).LinkTarget is not { } target)
            {
                resolved = candidate;
                continue;
            }

            if (++links > MaxLinks)
            {
                return null;
            }

            resolved = Path.IsPathRooted(target) ? Unroll(target, pending) : Unroll(resolved, target, pending);
        }

        return resolved;
    }

    private static string Unroll(string fullPath, Stack<string> pending)
    {
        var root = Path.GetPathRoot(fullPath)!;
        return Unroll(root, fullPath[root.Length..], pending);
    }

    private static string Unroll(string start, string path, Stack<string> pending)
    {
        var segments = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var segment in segments.Where(static segment => segment != ".").Reverse())
        {
            pending.Push(segment);
        }

        return start;
    }
}

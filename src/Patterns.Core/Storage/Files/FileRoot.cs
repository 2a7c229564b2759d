namespace Patterns.Core.Storage.Files;

/// <summary>The folder of a store: turns paths of objects into paths of files and keeps them inside.</summary>
internal sealed class FileRoot
{
    private static readonly StringComparison FileNameComparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public FileRoot(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    }

    public string Folder { get; }

    /// <summary>The file behind the path of an object; it need not exist.</summary>
    /// <exception cref="ObjectOutsideStoreException">A symbolic link on the way leads out of the folder.</exception>
    public string Locate(string path)
    {
        FileName.RequireAll(path);
        return LocateInside(path);
    }

    /// <summary>The folder behind a path that is empty or ends with a <c>/</c>; it need not exist.</summary>
    /// <exception cref="ObjectOutsideStoreException">A symbolic link on the way leads out of the folder.</exception>
    public string LocateFolder(string path) => path.Length == 0 ? Folder : LocateInside(path[..^1]);

    /// <summary>Whether the last segment of a folder's path is a symbolic link.</summary>
    public bool IsLink(string path) => SymbolicLinks.IsLink(Join(path[..^1]));

    /// <summary>What is known of the object, or null when there is none.</summary>
    /// <exception cref="ObjectOutsideStoreException">A symbolic link on the way leads out of the folder.</exception>
    public ObjectInfo? Describe(string path)
    {
        var located = Locate(path);
        var file = new FileInfo(SymbolicLinks.IsLink(located) ? SymbolicLinks.Resolve(located)! : located);
        return file.Exists ? Describe(path, file) : null;
    }

    /// <summary>The same for an object whose folder is known to be inside. A link that leads out is no object.</summary>
    public ObjectInfo? DescribeListed(string path)
    {
        var file = new FileInfo(Join(path));
        if (!file.Exists || !file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            return file.Exists ? Describe(path, file) : null;
        }

        try
        {
            return Describe(path);
        }
        catch (ObjectOutsideStoreException)
        {
            return null;
        }
    }

    private static ObjectInfo Describe(string path, FileInfo file) => new(path, file.Length, new DateTimeOffset(file.LastWriteTimeUtc));

    private string Join(string path) => Path.Join(Folder, path.Replace('/', Path.DirectorySeparatorChar));

    private string LocateInside(string path)
    {
        var file = Join(path);
        if (SymbolicLinks.AnyBetween(Folder, file))
        {
            var target = SymbolicLinks.Resolve(file);
            var root = SymbolicLinks.Resolve(Folder);
            if (target is null || !(target + Path.DirectorySeparatorChar).StartsWith(root + Path.DirectorySeparatorChar, FileNameComparison))
            {
                throw new ObjectOutsideStoreException(path, target);
            }
        }

        return file;
    }
}

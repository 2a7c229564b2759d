using System.IO.Enumeration;

namespace Patterns.Core.Storage.Files;

/// <summary>
/// Walks the files of a store in ordinal order of their paths. A folder counts as its path with a <c>/</c> at the end: sorted like
/// that, everything in it falls where its path belongs (<c>a-b</c>, <c>a.b</c>, <c>a/b</c>). Folders that cannot hold an answer are
/// never opened, and names that cannot be one cost neither an allocation nor a look at the file.
/// </summary>
internal sealed class FileListing(FileRoot root, ListingRange range)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    private readonly Stack<string> _pending = new(); // the next path on top

    public IEnumerable<ObjectInfo> Walk()
    {
        if (range.Folder.Length == 0 || range.Includes(range.Folder.AsSpan()[..^1], isFolder: true))
        {
            PushContent(range.Folder);
        }

        while (_pending.TryPop(out var path))
        {
            if (!path.EndsWith('/'))
            {
                if (root.DescribeListed(path) is { } info)
                {
                    yield return info;
                }
            }
            else if (!root.IsLink(path))
            {
                PushContent(path);
            }
        }
    }

    private void PushContent(string folder)
    {
        var content = ReadContent(folder);
        content.Sort(static (left, right) => string.CompareOrdinal(right, left));
        content.ForEach(_pending.Push);
    }

    private List<string> ReadContent(string folder)
    {
        var within = range.Within(folder);
        try
        {
            return
            [
                .. new FileSystemEnumerable<string>(
                    root.LocateFolder(folder),
                    (ref entry) => entry.IsDirectory ? $"{folder}{entry.FileName}/" : $"{folder}{entry.FileName}",
                    Everything)
                {
                    ShouldIncludePredicate = (ref entry) => within.Includes(entry.FileName, entry.IsDirectory) && FileName.IsListed(entry.FileName),
                },
            ];
        }
        catch (DirectoryNotFoundException)
        {
            return []; // never there, or gone since it was seen
        }
    }
}

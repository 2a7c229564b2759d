using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Discovery;

/// <summary>Files of one folder that belong to one dataset.</summary>
internal sealed class FileCluster
{
    private readonly List<ObjectInfo> _files = [];
    private readonly string _extension;
    private readonly HashSet<string> _families = new(StringComparer.Ordinal);
    private HashSet<string>? _columns;
    private bool _hasEmptyOnly = true;

    /// <summary>Starts a cluster.</summary>
    /// <param name="info">Its first file.</param>
    /// <param name="columns">The file's columns; empty when it is empty, null when they are not known.</param>
    public FileCluster(ObjectInfo info, IReadOnlyList<string>? columns)
    {
        _extension = FileName.ExtensionOf(info.Path);
        Add(info, columns);
    }

    public IReadOnlyList<ObjectInfo> Files => _files;

    /// <summary>Whether a file belongs to the cluster.</summary>
    public bool Accepts(string path, IReadOnlyList<string>? columns)
    {
        if (FileName.ExtensionOf(path) != _extension)
        {
            return false;
        }

        if (columns is { Count: 0 } || _hasEmptyOnly)
        {
            return true;
        }

        return columns is null || _columns is null
            ? columns is null && _columns is null
            : _columns.SetEquals(columns) || (_families.Contains(NameFamily.Of(path)) && SharesMost(_columns, columns));
    }

    public void Add(ObjectInfo info, IReadOnlyList<string>? columns)
    {
        _files.Add(info);
        _families.Add(NameFamily.Of(info.Path));
        if (_hasEmptyOnly && columns is null or { Count: > 0 })
        {
            _hasEmptyOnly = false;
            _columns = columns is null ? null : [.. columns];
        }
    }

    private static bool SharesMost(HashSet<string> left, IReadOnlyList<string> right)
    {
        var shared = right.Count(left.Contains);
        return shared * 2 >= left.Count + right.Count - shared;
    }
}

using Patterns.Core;

namespace Patterns.Storage.S3.Requests;

/// <summary>
/// Brings a listing in the order of UTF-8 bytes, which is S3's, into ordinal order, which is that of UTF-16: they differ where characters from
/// U+E000 meet those beyond the basic plane. Paths with such characters are held back until the paths that share what stands before are there.
/// Not thread safe.
/// </summary>
internal sealed class OrdinalOrder
{
    private readonly List<ObjectInfo> _held = [];
    private string _start = "";

    /// <summary>The part of a path up to where the two orders may differ: what comes after the path in one order comes after this in the other.</summary>
    public static string CommonStart(string path) => IndexOfSpecial(path) is var index and >= 0 ? path[..index] : path;

    /// <summary>Takes entries in the order of bytes.</summary>
    /// <returns>Entries whose turn it is.</returns>
    public IEnumerable<ObjectInfo> Add(IEnumerable<ObjectInfo> entries)
    {
        foreach (var entry in entries)
        {
            if (_held.Count > 0 && entry.Path.StartsWith(_start, StringComparison.Ordinal))
            {
                _held.Add(entry);
                continue;
            }

            foreach (var held in Finish())
            {
                yield return held;
            }

            if (IndexOfSpecial(entry.Path) is var index and >= 0)
            {
                _start = entry.Path[..index];
                _held.Add(entry);
            }
            else
            {
                yield return entry;
            }
        }
    }

    /// <summary>The entries that are left.</summary>
    public IReadOnlyList<ObjectInfo> Finish()
    {
        ObjectInfo[] held = [.. _held.OrderBy(static entry => entry.Path, StringComparer.Ordinal)];
        _held.Clear();
        return held;
    }

    private static int IndexOfSpecial(string path) => path.AsSpan().IndexOfAnyInRange('\uD800', '\uFFFF');
}

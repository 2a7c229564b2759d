using System.Globalization;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Discovery;

/// <summary>Names datasets: by their folder when it holds only one, else by folder and file, or what the names of the files have in common.</summary>
internal sealed class DatasetNames
{
    private readonly SortedDictionary<string, FileCluster> _named = new(StringComparer.Ordinal);

    public void Add(string folder, List<FileCluster> clusters)
    {
        foreach (var cluster in clusters)
        {
            var first = cluster.Files[0].Path;
            var stem = cluster.Files.Count == 1 ? FileName.StemOf(first) : NameFamily.StemOf(first);
            var name = folder.Length == 0 ? stem : clusters.Count == 1 ? folder : $"{folder}/{stem}";
            if (_named.ContainsKey(name) && FileName.ExtensionOf(first) is { Length: > 1 } extension)
            {
                name = $"{name}-{extension[1..]}";
            }

            var unique = name;
            for (var number = 2; !_named.TryAdd(unique, cluster); number++)
            {
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
            }
        }
    }

    public IReadOnlyList<DatasetListing> ToListings() => [.. _named.Select(static pair => new DatasetListing(pair.Key, pair.Value.Files))];
}

using Patterns.Core;

namespace Patterns.Lake.Discovery;

/// <summary>
/// Groups the files of a store into datasets. Files belong together when they are in one folder, have the same extension, and either have the
/// same columns, or have names that differ in digits only (2026-11-22.csv, 2026-11-23.csv) and share most columns. Hidden files are left out.
/// </summary>
internal sealed class DatasetDiscovery(IObjectStore store, FileSketcher sketcher)
{
    /// <summary>The datasets in ordinal order of their names.</summary>
    public async Task<IReadOnlyList<DatasetListing>> DiscoverAsync(CancellationToken cancellationToken)
    {
        var folders = new SortedDictionary<string, List<ObjectInfo>>(StringComparer.Ordinal);
        await foreach (var info in store.ListAsync("", null, cancellationToken).ConfigureAwait(false))
        {
            if (!PathPattern.IsHidden(info.Path))
            {
                var folder = FolderOf(info.Path);
                if (!folders.TryGetValue(folder, out var files))
                {
                    folders.Add(folder, files = []);
                }

                files.Add(info);
            }
        }

        var names = new DatasetNames();
        foreach (var (folder, files) in folders)
        {
            names.Add(folder, await ClusterAsync(files, cancellationToken).ConfigureAwait(false));
        }

        return names.ToListings();
    }

    private async Task<List<FileCluster>> ClusterAsync(List<ObjectInfo> files, CancellationToken cancellationToken)
    {
        var clusters = new List<FileCluster>();
        foreach (var info in files)
        {
            // A folder of one file is a dataset whatever is in it.
            var sketch = files.Count == 1 ? null : await sketcher.SketchAsync(info, cancellationToken).ConfigureAwait(false);
            if (clusters.Find(cluster => cluster.Accepts(info.Path, sketch)) is { } cluster)
            {
                cluster.Add(info, sketch);
            }
            else
            {
                clusters.Add(new FileCluster(info, sketch));
            }
        }

        return clusters;
    }

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";
}

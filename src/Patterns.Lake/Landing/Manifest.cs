using System.Text.Json;
using Patterns.Core;

namespace Patterns.Lake.Landing;

/// <summary>The manifest of a dataset: one object per content, so that of several writers of the same content exactly one succeeds.</summary>
/// <param name="store">The store of the lake.</param>
/// <param name="dataset">Folder of the dataset; empty for the root.</param>
internal sealed class Manifest(IObjectStore store, string dataset)
{
    public const string Folder = "_manifest";

    /// <summary>Whether a path is that of a manifest entry.</summary>
    public static bool IsEntry(string path) => path.EndsWith(".json", StringComparison.Ordinal) && path.Split('/') is [.., Folder, _];

    /// <summary>The entry at a path, or null when there is none.</summary>
    public static async Task<LandedFile?> ReadAsync(IObjectStore store, string path, CancellationToken cancellationToken)
    {
        try
        {
            var json = await store.ReadAllAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(json, ManifestJson.Default.LandedFile);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new LakeFormatException(path, $"it is no manifest entry: {error.Message} Delete it and land the file again.", error);
        }
    }

    /// <summary>The entry for a content, or null.</summary>
    public Task<LandedFile?> FindAsync(string sha256, CancellationToken cancellationToken) => ReadAsync(store, PathOf(sha256), cancellationToken);

    /// <summary>Adds an entry.</summary>
    /// <exception cref="ObjectExistsException">There is an entry for the content, and it was not to be replaced.</exception>
    public Task AddAsync(LandedFile file, PutMode mode, CancellationToken cancellationToken)
        => store.PutAsync(PathOf(file.Sha256), JsonSerializer.SerializeToUtf8Bytes(file, ManifestJson.Default.LandedFile), mode, cancellationToken);

    private string PathOf(string sha256) => ObjectPath.Combine(dataset, $"{Folder}/{sha256}.json");
}

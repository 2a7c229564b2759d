using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Landing;

namespace Patterns.Lake.Inspection;

/// <summary>Hashes of files, each read once.</summary>
internal sealed class DigestCache(IObjectStore store)
{
    private readonly Dictionary<string, string> _digests = new(StringComparer.Ordinal);

    /// <summary>SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    public async Task<string> OfAsync(string path, CancellationToken cancellationToken)
    {
        if (_digests.TryGetValue(path, out var known))
        {
            return known;
        }

        var file = new ObjectReadStream(await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false));
        await using (file.ConfigureAwait(false))
        {
            return _digests[path] = (await ContentDigest.OfAsync(file, null, cancellationToken).ConfigureAwait(false)).Sha256;
        }
    }
}

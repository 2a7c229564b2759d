using System.Runtime.CompilerServices;
using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Discovery;

namespace Patterns.Lake.Landing;

/// <summary>Lands all files of another store under the same paths; the folder of each is its dataset.</summary>
internal sealed class FolderLanding(IObjectStore source, FileLanding landing)
{
    public async IAsyncEnumerable<LandResult> LandAsync(string? sourceName, string? owner, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var info in source.ListAsync("", null, cancellationToken).ConfigureAwait(false))
        {
            if (!PathPattern.IsHidden(info.Path))
            {
                yield return await LandAsync(info, sourceName, owner, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<LandResult> LandAsync(ObjectInfo info, string? sourceName, string? owner, CancellationToken cancellationToken)
    {
        var slash = info.Path.LastIndexOf('/');
        var dataset = slash < 0 ? "" : info.Path[..slash];
        var file = new ObjectReadStream(await source.OpenReadAsync(info.Path, cancellationToken).ConfigureAwait(false));
        await using (file.ConfigureAwait(false))
        {
            // Reading a file that is landed already costs less than writing it again.
            var digest = await ContentDigest.OfAsync(file, null, cancellationToken).ConfigureAwait(false);
            if (await landing.FindAsync(dataset, info.Path[(slash + 1)..], digest.Sha256, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return known;
            }

            file.Position = 0;
            var options = new LandOptions { FileName = info.Path[(slash + 1)..], Source = sourceName, Owner = owner };
            return await landing.LandAsync(dataset, file, options, cancellationToken).ConfigureAwait(false);
        }
    }
}

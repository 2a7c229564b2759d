using Microsoft.Extensions.Logging;
using Patterns.Core;
using Patterns.Lake.Content;

namespace Patterns.Lake.Landing;

/// <summary>
/// Lands one file: the content under its name first, then the manifest entry under its hash, each all or nothing. A landing that is
/// interrupted between the two is completed by landing the file again.
/// </summary>
internal sealed class FileLanding(IObjectStore store, TimeProvider time, ILogger logger)
{
    /// <summary>Lands a content.</summary>
    /// <param name="dataset">Folder of the dataset; empty for the root.</param>
    /// <param name="content">The bytes from the current position to the end.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="cancellationToken">Ends the landing; nothing is visible then, or everything.</param>
    public async Task<LandResult> LandAsync(string dataset, Stream content, LandOptions options, CancellationToken cancellationToken)
    {
        var result = await TryLandAsync(dataset, content, options, cancellationToken).ConfigureAwait(false);
        switch (result.Status)
        {
            case LandStatus.Landed:
                Log.Landed(logger, result.File.Path, result.File.Length, result.File.MediaType);
                break;
            case LandStatus.AlreadyLanded:
                Log.AlreadyLanded(logger, result.Message);
                break;
            default:
                Log.NameTaken(logger, result.Message);
                break;
        }

        return result;
    }

    /// <summary>The landed file of a content that is offered again, if it is there.</summary>
    public async Task<LandResult?> FindAsync(string dataset, string fileName, string sha256, CancellationToken cancellationToken)
    {
        var known = await new Manifest(store, dataset).FindAsync(sha256, cancellationToken).ConfigureAwait(false);
        return known is not null && await IsThereAsync(known, cancellationToken).ConfigureAwait(false) ? Already(ObjectPath.Combine(dataset, fileName), known) : null;
    }

    private async Task<LandResult> TryLandAsync(string dataset, Stream content, LandOptions options, CancellationToken cancellationToken)
    {
        var path = ObjectPath.Combine(dataset, options.FileName);
        var manifest = new Manifest(store, dataset);
        var writer = await store.CreateAsync(path, PutMode.IfAbsent, cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            var digest = await ContentDigest.OfAsync(content, writer, cancellationToken).ConfigureAwait(false);
            var landed = new LandedFile
            {
                Path = path,
                Sha256 = digest.Sha256,
                Length = digest.Length,
                MediaType = MediaType.Of(digest.Head, path),
                ClaimedMediaType = MediaType.OfName(path),
                Source = options.Source,
                Owner = options.Owner,
                LandedAt = time.GetUtcNow(),
            };
            var known = await manifest.FindAsync(digest.Sha256, cancellationToken).ConfigureAwait(false);
            if (known is not null && await IsThereAsync(known, cancellationToken).ConfigureAwait(false))
            {
                return Already(path, known);
            }

            var isNew = await TryCompleteAsync(writer, cancellationToken).ConfigureAwait(false);
            if (!isNew && !await HasContentAsync(path, digest, manifest, cancellationToken).ConfigureAwait(false))
            {
                return new LandResult(LandStatus.NameTaken, path, landed, $"'{path}' is there with other content and was left as it is; land the new content under a new name");
            }

            return await EnterAsync(manifest, landed, isNew, known is not null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<LandResult> EnterAsync(Manifest manifest, LandedFile landed, bool isNew, bool replacesLost, CancellationToken cancellationToken)
    {
        try
        {
            await manifest.AddAsync(landed, replacesLost ? PutMode.Overwrite : PutMode.IfAbsent, cancellationToken).ConfigureAwait(false);
            return new LandResult(LandStatus.Landed, landed.Path, landed, isNew ? $"'{landed.Path}' is landed" : $"'{landed.Path}' was there without its manifest entry, which is written now");
        }
        catch (ObjectExistsException)
        {
            // Somebody else landed the same content at the same time. Under another name, one of the two has to go, and it is the later one.
            var winner = await manifest.FindAsync(landed.Sha256, cancellationToken).ConfigureAwait(false) ?? landed;
            if (isNew && winner.Path != landed.Path)
            {
                await store.DeleteAsync(landed.Path, cancellationToken).ConfigureAwait(false);
            }

            return Already(landed.Path, winner);
        }
    }

    private static async Task<bool> TryCompleteAsync(ObjectWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ObjectExistsException)
        {
            return false;
        }
    }

    private async Task<bool> IsThereAsync(LandedFile file, CancellationToken cancellationToken)
        => await store.HeadAsync(file.Path, cancellationToken).ConfigureAwait(false) is { } info && info.Length == file.Length;

    /// <summary>Whether the object has the content, or had it: an object that goes while it is looked at lost against one of the same content.</summary>
    private async Task<bool> HasContentAsync(string path, ContentDigest digest, Manifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            var file = new ObjectReadStream(await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false));
            await using (file.ConfigureAwait(false))
            {
                return file.Length == digest.Length
                    && (await ContentDigest.OfAsync(file, null, cancellationToken).ConfigureAwait(false)).Sha256 == digest.Sha256;
            }
        }
        catch (ObjectNotFoundException)
        {
            if (await manifest.FindAsync(digest.Sha256, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return true;
        }
    }

    private static LandResult Already(string path, LandedFile file) => new(LandStatus.AlreadyLanded, path, file, $"the content is in the lake as '{file.Path}' since {file.LandedAt:u}");
}

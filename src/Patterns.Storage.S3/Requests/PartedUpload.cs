using Amazon.S3;
using Amazon.S3.Model;
using Patterns.Core;

namespace Patterns.Storage.S3.Requests;

/// <summary>One object that is put part by part; nothing is visible before it is complete. Not thread safe.</summary>
/// <param name="client">The service.</param>
/// <param name="requests">Tries again.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="key">Key of the object.</param>
/// <param name="path">Path of the object, for errors.</param>
/// <param name="mode">What happens when the path is taken.</param>
/// <param name="mark">Tells the object from those of others.</param>
/// <param name="requireMine">Throws unless the object that is there has the mark.</param>
internal sealed class PartedUpload(
    AmazonS3Client client, RequestRunner requests, string bucket, string key, string path, PutMode mode, string mark, Func<string, string, CancellationToken, Task> requireMine)
{
    private const int MaxParts = 10_000;

    private readonly List<PartETag> _parts = [];
    private string? _id;

    public bool IsStarted => _id is not null;

    public async Task AddAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (_parts.Count == MaxParts)
        {
            throw new ObjectStoreException(path, $"The object '{path}' has more than {MaxParts} parts. Set a larger {nameof(S3ObjectStoreOptions.PartBytes)}.");
        }

        _id ??= await StartAsync(cancellationToken).ConfigureAwait(false);
        var number = _parts.Count + 1;
        var response = await requests.RunAsync(
            path,
            token => client.UploadPartAsync(
                new UploadPartRequest { BucketName = bucket, Key = key, UploadId = _id, PartNumber = number, PartSize = content.Length, InputStream = RequestContent.Of(content), UseChunkEncoding = false },
                token),
            cancellationToken).ConfigureAwait(false);
        _parts.Add(new PartETag(number, response.ETag));
    }

    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var request = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _id, PartETags = _parts };
        if (mode == PutMode.IfAbsent)
        {
            request.IfNoneMatch = "*";
        }

        try
        {
            await requests.RunAsync(
                path, token => client.CompleteMultipartUploadAsync(request, token), cancellationToken, _ => requireMine(path, mark, cancellationToken)).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException exception)
        {
            // The upload is gone: an earlier try completed it and its answer was lost, or somebody aborted it.
            await RequireCompletedAsync(exception, cancellationToken).ConfigureAwait(false);
        }

        _id = null;
    }

    /// <summary>Gives the parts up. What cannot be given up now is left to the bucket's rules for incomplete uploads.</summary>
    public async Task AbortAsync()
    {
        if (_id is null)
        {
            return;
        }

        var request = new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = _id };
        _id = null;
        try
        {
            await requests.RunAsync(path, token => client.AbortMultipartUploadAsync(request, token), CancellationToken.None).ConfigureAwait(false);
        }
        catch (PatternsException)
        {
            // Nothing of the upload is visible, and disposal does not fail.
        }
    }

    private async Task<string> StartAsync(CancellationToken cancellationToken)
    {
        var request = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
        WriteMark.Put(request.Metadata, mark);
        return (await requests.RunAsync(path, token => client.InitiateMultipartUploadAsync(request, token), cancellationToken).ConfigureAwait(false)).UploadId;
    }

    private async Task RequireCompletedAsync(Exception cause, CancellationToken cancellationToken)
    {
        try
        {
            await requireMine(path, mark, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectExistsException)
        {
            throw new ObjectStoreException(path, $"The upload of '{path}' is gone and was not completed: somebody aborted it, perhaps a rule of the bucket for incomplete uploads. Write the object again.", cause);
        }
    }
}

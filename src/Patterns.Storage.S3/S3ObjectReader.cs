using Amazon.S3;
using Amazon.S3.Model;
using Patterns.Core;
using Patterns.Storage.S3.Requests;

namespace Patterns.Storage.S3;

/// <summary>Reads ranges of an object, as long as it is the one that was opened.</summary>
internal sealed class S3ObjectReader(AmazonS3Client client, RequestRunner requests, string path, GetObjectRequest template, long length) : IObjectReader
{
    private bool _isDisposed;

    public string Path => path;

    public long Length => length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        cancellationToken.ThrowIfCancellationRequested();
        var count = (int)Math.Clamp(length - offset, 0, buffer.Length);
        if (count > 0)
        {
            await requests.RunAsync(path, token => ReadAsync(offset, buffer[..count], token).AsTask(), cancellationToken, _ => throw Replaced()).ConfigureAwait(false);
        }

        return count;

        async ValueTask<int> ReadAsync(long start, Memory<byte> target, CancellationToken token)
        {
            var request = new GetObjectRequest { BucketName = template.BucketName, Key = template.Key, EtagToMatch = template.EtagToMatch, ByteRange = new ByteRange(start, start + target.Length - 1) };
            using var response = await client.GetObjectAsync(request, token).ConfigureAwait(false);
            await response.ResponseStream.ReadExactlyAsync(target, token).ConfigureAwait(false);
            return target.Length;
        }
    }

    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return ValueTask.CompletedTask;
    }

    private ObjectStoreException Replaced() => new(path, $"The object '{path}' was replaced since it was opened. Open it again.");
}

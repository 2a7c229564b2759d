using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Patterns.Core;
using Patterns.Storage.S3.Registration;
using Patterns.Storage.S3.Requests;

namespace Patterns.Storage.S3;

/// <summary>
/// A bucket of Amazon S3 or of a compatible service, or the part of it below a prefix. Safe for use by several threads; any number of processes may
/// use the same bucket.
/// </summary>
/// <remarks>
/// <para>
/// A put only if absent is a request with <c>If-None-Match: *</c>, which the service decides atomically; it must support that, as S3, MinIO, R2 and
/// Ceph do. Source: Amazon S3 API reference, PutObject and CompleteMultipartUpload.
/// </para>
/// <para>
/// Such a put carries a number that is unique to it. When its answer is lost and the next try finds the path taken, the number tells whether it was
/// taken by the lost try, which then counts as the success that it was.
/// </para>
/// </remarks>
public sealed class S3ObjectStore : IObjectStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly S3ObjectStoreOptions _options;
    private readonly RequestRunner _requests;
    private readonly WriteMark _marks;

    /// <summary>Creates a store. No request is made.</summary>
    /// <param name="options">Which bucket and how. Read once.</param>
    /// <param name="timeProvider">The clock of the waits between tries; null means the system's.</param>
    /// <param name="random">Gives jitter and the numbers of conditional puts; null means one of its own. Two processes must not use equal seeds.</param>
    /// <exception cref="ArgumentException">An option is missing or out of its range; the message gives the limit and the value.</exception>
    public S3ObjectStore(S3ObjectStoreOptions options, TimeProvider? timeProvider = null, Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Copy();
        if (S3ObjectStoreOptionsValidator.Failures(_options).FirstOrDefault() is { } failure)
        {
            throw new ArgumentException(failure, nameof(options));
        }

        var chance = new Chance(random ?? new Random());
        _marks = new WriteMark(chance);
        _requests = new RequestRunner(_options.MaxAttempts, timeProvider ?? TimeProvider.System, chance);
        _client = CreateClient(_options);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix, string? startAfter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectPath.RequirePrefix(prefix);
        var order = new OrdinalOrder();
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = KeyOf(prefix), StartAfter = startAfter is { Length: > 0 } ? KeyOf(OrdinalOrder.CommonStart(startAfter)) : null };
        ListObjectsV2Response page;
        do
        {
            page = await _requests.RunAsync(prefix, token => _client.ListObjectsV2Async(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var info in order.Add((page.S3Objects ?? []).Select(Describe).Where(info => string.CompareOrdinal(info.Path, startAfter) > 0)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        foreach (var info in order.Finish())
        {
            yield return info;
        }
    }

    /// <inheritdoc/>
    public async Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        return await FindAsync(path, cancellationToken).ConfigureAwait(false) is { } found ? new ObjectInfo(path, found.ContentLength, TimeOf(found.LastModified)) : null;
    }

    /// <inheritdoc/>
    public async Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        var found = await FindAsync(path, cancellationToken).ConfigureAwait(false) ?? throw new ObjectNotFoundException(path);
        return new S3ObjectReader(_client, _requests, path, new GetObjectRequest { BucketName = _options.Bucket, Key = KeyOf(path), EtagToMatch = found.ETag }, found.ContentLength);
    }

    /// <inheritdoc/>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        cancellationToken.ThrowIfCancellationRequested();
        var mark = _marks.Next();
        await _requests.RunAsync(
            path,
            token =>
            {
                var request = new PutObjectRequest { BucketName = _options.Bucket, Key = KeyOf(path), InputStream = RequestContent.Of(content), UseChunkEncoding = false };
                WriteMark.Put(request.Metadata, mark);
                if (mode == PutMode.IfAbsent)
                {
                    request.IfNoneMatch = "*";
                }

                return _client.PutObjectAsync(request, token);
            },
            cancellationToken,
            _ => RequireMineAsync(path, mark, cancellationToken)).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ObjectWriter>(new S3ObjectWriter(this, new PartedUpload(_client, _requests, _options.Bucket, KeyOf(path), path, mode, _marks.Next(), RequireMineAsync), path, mode, _options.PartBytes));
    }

    /// <inheritdoc/>
    /// <returns>True: the service does not say whether there was an object.</returns>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        var request = new DeleteObjectRequest { BucketName = _options.Bucket, Key = KeyOf(path) };
        await _requests.RunAsync(path, token => _client.DeleteObjectAsync(request, token), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Closes the connections. Readers and writers must not be used any more.</summary>
    public void Dispose() => _client.Dispose();

    private static AmazonS3Client CreateClient(S3ObjectStoreOptions options)
    {
        var config = new AmazonS3Config
        {
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.ForcePathStyle ?? options.ServiceUrl is not null,
            MaxErrorRetry = 0, // this store tries again by itself, with an injected clock
            Timeout = options.RequestTimeout,

            // Compatible services do not know the checksums that the SDK would add by itself.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl is { } url)
        {
            config.ServiceURL = url.AbsoluteUri;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKey is { } key ? new AmazonS3Client(new BasicAWSCredentials(key, options.SecretKey), config) : new AmazonS3Client(config);
    }

    private static DateTimeOffset TimeOf(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime(), TimeSpan.Zero) : DateTimeOffset.UnixEpoch;

    private string KeyOf(string path) => string.Create(CultureInfo.InvariantCulture, $"{_options.KeyPrefix}{path}");

    private ObjectInfo Describe(S3Object found) => new(found.Key[_options.KeyPrefix.Length..], found.Size ?? 0, TimeOf(found.LastModified));

    /// <summary>What the service knows of an object; null when there is none.</summary>
    private async Task<GetObjectMetadataResponse?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = _options.Bucket, Key = KeyOf(path) };
        try
        {
            return await _requests.RunAsync(path, token => _client.GetObjectMetadataAsync(request, token), cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The path was taken when a conditional put was tried: by an earlier try of the same put, or by somebody else.</summary>
    /// <exception cref="ObjectExistsException">By somebody else.</exception>
    private async Task RequireMineAsync(string path, string mark, CancellationToken cancellationToken)
    {
        var found = await FindAsync(path, cancellationToken).ConfigureAwait(false);
        if (found is null || WriteMark.Of(found.Metadata) != mark)
        {
            throw new ObjectExistsException(path);
        }
    }
}

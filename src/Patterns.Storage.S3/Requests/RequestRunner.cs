using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Patterns.Core;

namespace Patterns.Storage.S3.Requests;

/// <summary>Tries requests again while the service fails or asks to slow down, and says in this library's errors what went wrong. Safe for use by several threads.</summary>
internal sealed class RequestRunner(int maxAttempts, TimeProvider time, Chance chance)
{
    private static readonly Backoff Waits = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), jitter: 0.5);

    /// <summary>Runs a request.</summary>
    /// <param name="path">The object or prefix that it is about.</param>
    /// <param name="request">One try.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="onPrecondition">What a failed condition of the request means; a task that completes makes the request a success without an answer.</param>
    /// <exception cref="ObjectNotFoundException">The service says that there is no such object.</exception>
    /// <exception cref="ObjectStoreException">The service refused, or failed until the last try.</exception>
    public async Task<T> RunAsync<T>(string path, Func<CancellationToken, Task<T>> request, CancellationToken cancellationToken, Func<AmazonS3Exception, Task>? onPrecondition = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return await request(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not PatternsException)
            {
                switch (exception)
                {
                    case AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" }:
                        throw new ObjectNotFoundException(path, exception);
                    case AmazonS3Exception { StatusCode: HttpStatusCode.PreconditionFailed } failed when onPrecondition is not null:
                        await onPrecondition(failed).ConfigureAwait(false);
                        return default!;
                    case var _ when !MayPass(exception) || attempt + 1 >= maxAttempts:
                        throw Failure(path, attempt + 1, exception);
                }
            }

            await Task.Delay(chance.Wait(Waits, attempt), time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether the same request may succeed later.</summary>
    /// <remarks>Source: Amazon S3 API reference, "Error responses"; 409 is a conditional put that met another one in flight.</remarks>
    private static bool MayPass(Exception exception) => exception switch
    {
        AmazonS3Exception { StatusCode: >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict } => true,
        AmazonS3Exception { ErrorCode: "SlowDown" or "RequestTimeout" or "InternalError" } => true,
        AmazonS3Exception { InnerException: HttpRequestException or IOException or OperationCanceledException } => true,
        AmazonS3Exception { StatusCode: 0 } => true,
        AmazonServiceException service => service is not AmazonS3Exception && service.StatusCode is 0 or >= HttpStatusCode.InternalServerError,
        HttpRequestException or IOException or OperationCanceledException or TimeoutException => true,
        _ => false,
    };

    private static ObjectStoreException Failure(string path, int attempts, Exception exception)
    {
        var answer = exception is AmazonServiceException { StatusCode: > 0 } service ? $"{(int)service.StatusCode} {service.ErrorCode}" : exception.GetType().Name;
        return new ObjectStoreException(
            path,
            $"The object storage answered {answer} to a request for '{path}' after {attempts} {(attempts == 1 ? "try" : "tries")}: {exception.Message} Check the address, the bucket, the credentials, and whether the service is up.",
            exception);
    }
}

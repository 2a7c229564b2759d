using System.Buffers;
using System.Net;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What an endpoint's answer means, and how much of it is read.</summary>
internal static class AnswerReading
{
    public static AttemptOutcome OutcomeOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        return response.StatusCode switch
        {
            _ when status is >= 200 and < 300 => AttemptOutcome.Delivered,
            HttpStatusCode.Gone => new AttemptOutcome(AttemptKind.Unwanted, "answered 410"),
            _ when status is >= 300 and < 400 => new AttemptOutcome(AttemptKind.Failed, $"answered {status}, and redirects are not followed"),
            _ => new AttemptOutcome(AttemptKind.Failed, $"answered {status}", RetryAfterOf(response, now)),
        };
    }

    /// <summary>Reads up to a limit, so that a short answer leaves its connection usable and a long one costs no more than that.</summary>
    public static async Task<byte[]> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, maxBytes));
        try
        {
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var length = await stream.ReadAtLeastAsync(buffer.AsMemory(0, maxBytes), maxBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return buffer[..length];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static TimeSpan RetryAfterOf(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}

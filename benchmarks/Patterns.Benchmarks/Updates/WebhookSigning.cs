using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Patterns.Benchmarks.Allocations;
using Patterns.Benchmarks.Compare;
using Patterns.Updates;

namespace Patterns.Benchmarks.Updates;

/// <summary>
/// What does signing a webhook cost beside the bare HMAC-SHA256 of the same bytes, put together beforehand and never made into text? That is the floor:
/// ours puts id, time and body together and writes the header.
/// </summary>
internal static class WebhookSigning
{
    private const int DefaultMessages = 100_000;
    private const int Batch = 1000;
    private const int HeaderLength = 47;
    private const string Id = "orders:0000000000000001_00000000000004d2";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1_760_000_000);

    public static IReadOnlyList<CompareCase> Cases { get; } = [Case("200-bytes", 200), Case("1-kilobyte", 1000), Case("16-kilobytes", 16_000)];

    public static IReadOnlyList<AllocationCase> AllocationCases { get; } =
    [
        new("updates/webhook-signing", BytesPerRow: 0.1, static () =>
        {
            byte[] body = BodyOf(1000);
            IWebhookSigningKey[] keys = [WebhookSecret.FromBytes(KeyBytes())];
            var headers = new char[Batch * HeaderLength];
            return Task.FromResult(new AllocationProbe(DefaultMessages, () =>
            {
                Sign(keys, body, DefaultMessages, headers);
                return Task.FromResult((long)DefaultMessages);
            }));
        }),
    ];

    private static CompareCase Case(string name, int bytes) => new($"webhook-signing/{name}", CompareUnit.Milliseconds, options =>
    {
        int messages = Math.Max(Batch, (options.Rows ?? DefaultMessages) / Math.Max(1, bytes / 1000) / Batch * Batch);
        byte[] key = KeyBytes();
        byte[] body = BodyOf(bytes);
        IWebhookSigningKey[] keys = [WebhookSecret.FromBytes(key)];
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}.{SentAt.ToUnixTimeSeconds()}.")), .. body];
        var headers = new char[Batch * HeaderLength];
        var hashes = new byte[Batch * HMACSHA256.HashSizeInBytes];
        return Task.FromResult(new Contest(
            Contender.Of("WebhookSignature", () =>
            {
                double elapsed = Sign(keys, body, messages, headers);
                byte[] last = Convert.FromBase64String(new string(headers, headers.Length - HeaderLength + 3, HeaderLength - 3));
                return new Outcome(Convert.ToHexString(last), elapsed);
            }),
            Contender.Of("bare HMACSHA256", () =>
            {
                long start = Stopwatch.GetTimestamp();
                for (var message = 0; message < messages; message++)
                {
                    HMACSHA256.HashData(key, content, hashes.AsSpan(message % Batch * HMACSHA256.HashSizeInBytes, HMACSHA256.HashSizeInBytes));
                }

                double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                return new Outcome(Convert.ToHexString(hashes.AsSpan(^HMACSHA256.HashSizeInBytes)), elapsed);
            }))
        {
            Rows = messages,
        });
    });

    private static double Sign(IWebhookSigningKey[] keys, byte[] body, int messages, char[] headers)
    {
        long start = Stopwatch.GetTimestamp();
        for (var message = 0; message < messages; message++)
        {
            if (!WebhookSignature.TryCompute(keys, Id, SentAt, body, headers.AsSpan(message % Batch * HeaderLength, HeaderLength), out _))
            {
                throw new InvalidOperationException("There was no room for a signature.");
            }
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static byte[] KeyBytes()
    {
        var key = new byte[32];
        new Random(3).NextBytes(key);
        return key;
    }

    private static byte[] BodyOf(int bytes)
    {
        var body = new byte[bytes];
        new Random(4).NextBytes(body);
        return body;
    }
}

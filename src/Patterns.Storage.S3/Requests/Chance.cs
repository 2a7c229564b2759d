using Patterns.Core;

namespace Patterns.Storage.S3.Requests;

/// <summary>An injected source of chance, made safe for use by several threads.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>Sixteen bytes as hexadecimal digits.</summary>
    public string NextText()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>How long to wait before a retry.</summary>
    public TimeSpan Wait(Backoff backoff, int retryIndex)
    {
        lock (_lock)
        {
            return backoff.Wait(retryIndex, random);
        }
    }
}

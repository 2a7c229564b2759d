using System.Globalization;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>An injected source of chance, made safe for use by several threads.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>A random UUID, version 4, for a table, commit or data file.</summary>
    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        lock (_lock)
        {
            random.NextBytes(bytes);
        }

        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString("D", CultureInfo.InvariantCulture);
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

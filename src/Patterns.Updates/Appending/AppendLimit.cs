namespace Patterns.Updates.Appending;

/// <summary>The most bytes of payload that one append may have.</summary>
internal static class AppendLimit
{
    public const int Default = 16 << 20;

    public static void ThrowIfTooLarge(string feed, AppendRequest request, int limit)
    {
        long bytes = 0;
        for (var index = 0; index < request.Updates.Count; index++)
        {
            bytes += request.Updates[index].Payload.Length;
        }

        if (bytes > limit)
        {
            throw new PayloadTooLargeException(feed, bytes, limit);
        }
    }
}

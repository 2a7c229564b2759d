namespace Patterns.Updates.Sse;

/// <summary>The value of a <c>retry</c> field.</summary>
internal static class ReconnectionTimeField
{
    private static readonly long MaxMilliseconds = (long)TimeSpan.MaxValue.TotalMilliseconds;

    /// <summary>"If the field value consists of only ASCII digits, then interpret the field value as an integer in base ten", in milliseconds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> value, out TimeSpan time)
    {
        long milliseconds = 0;
        foreach (byte digit in value)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                time = default;
                return false;
            }

            milliseconds = Math.Min((milliseconds * 10) + (digit - '0'), MaxMilliseconds);
        }

        time = milliseconds == MaxMilliseconds ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(milliseconds);
        return !value.IsEmpty;
    }
}

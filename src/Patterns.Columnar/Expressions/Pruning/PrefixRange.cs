namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>Texts with a common beginning, by the ends of their range.</summary>
internal static class PrefixRange
{
    /// <summary>Whether a text in the range may begin with the prefix.</summary>
    public static bool MayStartWith(ValueRange range, ReadOnlySpan<byte> prefix)
    {
        // Texts that begin with the prefix lie from the prefix itself up to all texts whose first bytes are the prefix.
        var isBelow = range.Max is byte[] max && max.AsSpan().SequenceCompareTo(prefix) < 0;
        var isAbove = range.Min is byte[] min && min.AsSpan(0, Math.Min(min.Length, prefix.Length)).SequenceCompareTo(prefix) > 0;
        return !isBelow && !isAbove;
    }

    /// <summary>Whether every text in the range begins with the prefix.</summary>
    public static bool AllStartWith(ValueRange range, ReadOnlySpan<byte> prefix)
        => range is { Min: byte[] min, Max: byte[] max } && min.AsSpan().StartsWith(prefix) && max.AsSpan().StartsWith(prefix);
}

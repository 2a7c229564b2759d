namespace Patterns.Lake.Discovery;

/// <summary>
/// A pattern of paths: <c>*</c> is any part of a segment, <c>?</c> one character of it, <c>**</c> any number of segments. Segments that start
/// with <c>_</c> or <c>.</c> are hidden and match no wildcard.
/// </summary>
internal sealed class PathPattern
{
    private readonly string[] _segments;

    public PathPattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        _segments = pattern.Split('/');
        var literal = pattern.AsSpan(0, pattern.AsSpan().IndexOfAny('*', '?') is var wildcard and >= 0 ? wildcard : pattern.Length);
        Prefix = literal.Length == pattern.Length ? pattern : literal[..(literal.LastIndexOf('/') + 1)].ToString();
    }

    /// <summary>What every matching path starts with; may be empty.</summary>
    public string Prefix { get; }

    /// <summary>Whether a path matches.</summary>
    public bool IsMatch(string path) => IsMatch(_segments, path.Split('/'));

    /// <summary>Whether a path is hidden from wildcards: one of its segments starts with <c>_</c> or <c>.</c>.</summary>
    public static bool IsHidden(string path) => path[0] is '_' or '.' || path.Contains("/_", StringComparison.Ordinal) || path.Contains("/.", StringComparison.Ordinal);

    private static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        while (!pattern.IsEmpty && pattern[0] != "**")
        {
            if (path.IsEmpty || !IsSegmentMatch(pattern[0], path[0]))
            {
                return false;
            }

            pattern = pattern[1..];
            path = path[1..];
        }

        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        for (var skipped = 0; skipped <= path.Length; skipped++)
        {
            if (skipped > 0 && IsHidden(path[skipped - 1]))
            {
                return false;
            }

            if (pattern.Length == 1 ? skipped == path.Length : IsMatch(pattern[1..], path[skipped..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSegmentMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> segment)
    {
        var wildcard = pattern.IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            return pattern.SequenceEqual(segment);
        }

        return (wildcard > 0 || segment is not ['_' or '.', ..]) && IsWildcardMatch(pattern, segment);
    }

    private static bool IsWildcardMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> segment)
    {
        while (!pattern.IsEmpty && pattern[0] != '*')
        {
            if (segment.IsEmpty || (pattern[0] != '?' && pattern[0] != segment[0]))
            {
                return false;
            }

            pattern = pattern[1..];
            segment = segment[1..];
        }

        if (pattern.IsEmpty)
        {
            return segment.IsEmpty;
        }

        pattern = pattern.TrimStart('*');
        for (var skipped = 0; skipped <= segment.Length; skipped++)
        {
            if (IsWildcardMatch(pattern, segment[skipped..]))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Text;

namespace Patterns.Lake.Formats.Logs;

/// <summary>Quotes parts of lines in reasons.</summary>
internal static class LineText
{
    private const int MaxExcerptBytes = 40;

    /// <summary>What was found, in words.</summary>
    public static string Found(ReadOnlySpan<byte> rest)
        => rest.IsEmpty
            ? "the end of the line"
            : $"'{Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, MaxExcerptBytes)])}{(rest.Length > MaxExcerptBytes ? "…" : "")}'";
}

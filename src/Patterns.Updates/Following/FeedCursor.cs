using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Patterns.Updates;

/// <summary>
/// A client's place in a feed: everything up to it has been handled. What is in it is the server's: an offset of a feed, an offset of any server that
/// speaks the Durable Streams protocol, or the last event id of a plain event stream. The default is <see cref="Start"/>.
/// </summary>
/// <remarks>
/// Servers of the protocol name an offset for an answer, not for each message in it. A cursor between two messages is the offset before the answer and
/// how many messages behind it have been handled; offsets do not move, so the place is exact.
/// </remarks>
public readonly record struct FeedCursor
{
    /// <summary>The longest text of a cursor, in characters.</summary>
    public const int MaxLength = 4096;

    private const char Separator = ',';   // no offset of the protocol has one (section 8)
    private readonly string? _offset;

    internal FeedCursor(string offset, int skip = 0)
    {
        _offset = offset == UpdateOffset.Start.ToString() ? null : offset;
        Skip = skip;
    }

    /// <summary>Before the first update that the feed has. Its text is <c>-1</c>.</summary>
    public static FeedCursor Start => default;

    /// <summary>After the last update that the feed has when it is first asked. Its text is <c>now</c>.</summary>
    public static FeedCursor Now { get; } = new(UpdateOffset.Now.ToString());

    /// <summary>Whether this is <see cref="Start"/>.</summary>
    public bool IsStart => this == Start;

    /// <summary>Whether this is <see cref="Now"/>.</summary>
    public bool IsNow => this == Now;

    /// <summary>The offset that the server is asked for.</summary>
    internal string Offset => _offset ?? UpdateOffset.Start.ToString();

    /// <summary>Messages behind the offset that have been handled.</summary>
    internal int Skip { get; }

    /// <summary>The cursor behind an update of one of our feeds.</summary>
    /// <param name="offset">The offset.</param>
    public static FeedCursor Of(UpdateOffset offset) => new(offset.ToString());

    /// <summary>Reads the text of a cursor.</summary>
    /// <param name="text">What <see cref="ToString"/> gave, 1 to 4,096 characters.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="FormatException">The text is not that of a cursor.</exception>
    public static FeedCursor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out FeedCursor cursor)
            ? cursor
            : throw new FormatException($"The text of a cursor has 1 to {MaxLength} characters and no line end or NUL, but this one has {text.Length}: '{text[..Math.Min(text.Length, 40)]}'.");
    }

    /// <summary>Reads the text of a cursor if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="cursor">The cursor, or <see cref="Start"/>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out FeedCursor cursor)
    {
        cursor = default;
        if (text is null or { Length: 0 or > MaxLength } || text.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            return false;
        }

        int comma = text.IndexOf(Separator, StringComparison.Ordinal);
        cursor = comma > 0 && int.TryParse(text.AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out int skip)
            ? new FeedCursor(text[(comma + 1)..], skip)
            : new FeedCursor(text);
        return true;
    }

    /// <summary>The text, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => Skip == 0 && !Offset.Contains(Separator, StringComparison.Ordinal)
        ? Offset
        : string.Create(CultureInfo.InvariantCulture, $"{Skip}{Separator}{Offset}");
}

using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Patterns.Updates;

/// <summary>
/// A position in a feed: everything up to and including the update with this offset has been read. For clients it is an opaque text that is URL-safe
/// and sorts, by ordinal comparison, as the updates do; inside it are the epoch of the feed (its incarnation) and a dense sequence that starts at 1.
/// The default is <see cref="Start"/>. Source: the Durable Streams protocol, section 8.
/// </summary>
public readonly record struct UpdateOffset : IComparable<UpdateOffset>, ISpanFormattable, IUtf8SpanFormattable
{
    /// <summary>Characters of the text of an offset that is neither <see cref="Start"/> nor <see cref="Now"/>.</summary>
    public const int TextLength = 33;

    private const string StartText = "-1";
    private const string NowText = "now";
    private const int DigitCount = 16;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Creates an offset. Only backends of a feed do so; everybody else gets offsets from a feed.</summary>
    /// <param name="epoch">The incarnation of the feed, 1 or more.</param>
    /// <param name="sequence">Number of the update in the feed, from 1; 0 is the position before the first.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public UpdateOffset(long epoch, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epoch, 1);
        ArgumentOutOfRangeException.ThrowIfEqual(epoch, long.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        Epoch = epoch;
        Sequence = sequence;
    }

    private UpdateOffset(long epoch)
    {
        Epoch = epoch;
        Sequence = epoch;
    }

    /// <summary>Before the first update that the feed still has, whatever its epoch. Its text is <c>-1</c>.</summary>
    public static UpdateOffset Start => default;

    /// <summary>After the last update that the feed has at the moment of reading. Its text is <c>now</c>.</summary>
    public static UpdateOffset Now { get; } = new(long.MaxValue);

    /// <summary>The incarnation of the feed, 1 or more; 0 for <see cref="Start"/>.</summary>
    public long Epoch { get; }

    /// <summary>Number of the update in the feed, from 1; 0 before the first.</summary>
    public long Sequence { get; }

    /// <summary>Whether this is <see cref="Start"/>.</summary>
    public bool IsStart => this == Start;

    /// <summary>Whether this is <see cref="Now"/>.</summary>
    public bool IsNow => Epoch == long.MaxValue;

    /// <summary>Whether the first offset lies before the second.</summary>
    public static bool operator <(UpdateOffset left, UpdateOffset right) => left.CompareTo(right) < 0;

    /// <summary>Whether the first offset lies after the second.</summary>
    public static bool operator >(UpdateOffset left, UpdateOffset right) => left.CompareTo(right) > 0;

    /// <summary>Whether the first offset does not lie after the second.</summary>
    public static bool operator <=(UpdateOffset left, UpdateOffset right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the first offset does not lie before the second.</summary>
    public static bool operator >=(UpdateOffset left, UpdateOffset right) => left.CompareTo(right) >= 0;

    /// <summary>Reads the text of an offset, case-sensitive: what <see cref="ToString()"/> gives, <c>-1</c> or <c>now</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    /// <exception cref="OffsetFormatException">The text is not that of an offset.</exception>
    public static UpdateOffset Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out UpdateOffset offset) ? offset : throw new OffsetFormatException(text);
    }

    /// <summary>Reads the text of an offset if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">The offset, or <see cref="Start"/> when the text is not that of one.</param>
    /// <returns>Whether the text is that of an offset.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out UpdateOffset offset) => TryParse(text.AsSpan(), out offset);

    /// <inheritdoc cref="TryParse(string?, out UpdateOffset)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out UpdateOffset offset)
    {
        offset = text is NowText ? Now : Start;
        if (text is StartText or NowText)
        {
            return true;
        }

        if (text.Length != TextLength || text[DigitCount] != '_'
            || !TryParseDigits(text[..DigitCount], out long epoch) || !TryParseDigits(text[(DigitCount + 1)..], out long sequence)
            || epoch == long.MaxValue || (epoch == 0 && sequence != 0))
        {
            return false;
        }

        offset = epoch == 0 ? Start : new UpdateOffset(epoch, sequence);
        return true;
    }

    /// <summary>Orders as the texts do: <see cref="Start"/>, by epoch, by sequence, <see cref="Now"/>.</summary>
    /// <param name="other">The other offset.</param>
    public int CompareTo(UpdateOffset other) => Epoch != other.Epoch ? Epoch.CompareTo(other.Epoch) : Sequence.CompareTo(other.Sequence);

    /// <summary>The opaque text: 33 characters, or <c>-1</c> or <c>now</c>.</summary>
    public override string ToString()
        => IsStart ? StartText : IsNow ? NowText : string.Create(CultureInfo.InvariantCulture, $"{Epoch:x16}_{Sequence:x16}");

    /// <inheritdoc cref="ToString()"/>
    /// <param name="format">Ignored; there is one format.</param>
    /// <param name="formatProvider">Ignored; the text is the same in all cultures.</param>
    public string ToString(string? format, IFormatProvider? formatProvider) => ToString();

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
        => IsStart ? destination.TryWrite($"{StartText}", out charsWritten)
            : IsNow ? destination.TryWrite($"{NowText}", out charsWritten)
            : destination.TryWrite(CultureInfo.InvariantCulture, $"{Epoch:x16}_{Sequence:x16}", out charsWritten);

    /// <inheritdoc/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format = default, IFormatProvider? provider = null)
        => IsStart ? System.Text.Unicode.Utf8.TryWrite(utf8Destination, $"{StartText}", out bytesWritten)
            : IsNow ? System.Text.Unicode.Utf8.TryWrite(utf8Destination, $"{NowText}", out bytesWritten)
            : System.Text.Unicode.Utf8.TryWrite(utf8Destination, CultureInfo.InvariantCulture, $"{Epoch:x16}_{Sequence:x16}", out bytesWritten);

    // Upper case would give a second text for the same offset, and one that sorts elsewhere.
    private static bool TryParseDigits(ReadOnlySpan<char> digits, out long value)
    {
        value = 0;
        return !digits.ContainsAnyExcept(Digits) && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value) && value >= 0;
    }
}

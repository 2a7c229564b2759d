using System.Globalization;

namespace Patterns.Lake.Formats.Csv;

/// <summary>How fields and records of a delimited file are written.</summary>
/// <param name="Delimiter">The byte between fields.</param>
/// <param name="Quote">The byte around a field that holds delimiters or line ends; null for none.</param>
/// <param name="Escape">The byte that makes a quote part of a quoted field; null for the quote itself, doubled.</param>
/// <param name="Comment">The byte that starts a line to be skipped; null for none.</param>
/// <param name="HasBlanksBeforeQuotes">Whether blanks between a delimiter and a quote are no part of the field.</param>
internal sealed record CsvDialect(byte Delimiter, byte? Quote, byte? Escape, byte? Comment, bool HasBlanksBeforeQuotes = false)
{
    /// <summary>Whether records can be found by quote parity alone: quotes doubled inside quotes and nothing else.</summary>
    public bool IsPlain => Escape is null && Comment is null;

    /// <summary>Delimiter, quote and whatever else is not the default, for a person.</summary>
    public override string ToString()
    {
        var escape = Escape is { } value ? $", escape {Name(value)}" : "";
        var comment = Comment is { } start ? $", comments after {Name(start)}" : "";
        var blanks = HasBlanksBeforeQuotes ? ", blanks before quotes" : "";
        return $"delimiter {Name(Delimiter)}, {(Quote is { } quote ? $"quote {Name(quote)}" : "no quote")}{escape}{blanks}{comment}";
    }

    private static string Name(byte value) => value switch
    {
        (byte)'\t' => "tab",
        > (byte)' ' and < 0x7F => $"'{(char)value}'",
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{value:X2}"),
    };
}

namespace Patterns.Lake.Formats.Csv;

/// <summary>The text of a field as it stands in the file.</summary>
internal static class CsvCell
{
    /// <summary>The text without its quotes; a field without quotes is given back as it is.</summary>
    /// <param name="field">The bytes of the field.</param>
    /// <param name="dialect">How fields are written.</param>
    /// <param name="scratch">Room for a text whose quotes had to be undoubled; grows.</param>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field, CsvDialect dialect, ref byte[] scratch)
        => IsQuoted(field, dialect) ? Unquote(field, dialect, ref scratch) : field;

    public static bool IsQuoted(ReadOnlySpan<byte> field, CsvDialect dialect)
        => field.Length > 0 && (field[0] == dialect.Quote || (dialect.HasBlanksBeforeQuotes && field.TrimStart((byte)' ') is [var first, ..] && first == dialect.Quote));

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> field, CsvDialect dialect, ref byte[] scratch)
    {
        var quote = dialect.Quote!.Value;
        var start = field.IndexOf(quote) + 1;
        var inner = field[start..Math.Max(start, field.LastIndexOf(quote))];
        var escape = dialect.Escape ?? quote;
        if (inner.IndexOf(escape) < 0)
        {
            return inner;
        }

        if (scratch.Length < inner.Length)
        {
            scratch = new byte[Math.Max(inner.Length, scratch.Length * 2)];
        }

        var length = 0;
        for (var index = 0; index < inner.Length; index++)
        {
            if (inner[index] == escape && index + 1 < inner.Length && (inner[index + 1] == quote || inner[index + 1] == escape))
            {
                index++;
            }

            scratch[length++] = inner[index];
        }

        return scratch.AsSpan(0, length);
    }
}

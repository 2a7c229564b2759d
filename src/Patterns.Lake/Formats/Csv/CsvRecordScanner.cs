namespace Patterns.Lake.Formats.Csv;

/// <summary>
/// Finds one record byte by byte. It is the reference for what a record is, and it reads what quote parity cannot: a quote inside an
/// unquoted field, an escape character, comments.
/// </summary>
/// <remarks>
/// Source: RFC 4180, section 2, with three allowances: a quote inside an unquoted field is a character like any other, blanks behind a
/// closing quote are ignored, and a record ends at LF, CR LF or CR.
/// </remarks>
internal static class CsvRecordScanner
{
    /// <summary>Looks for a record at the start of the bytes.</summary>
    /// <param name="bytes">The bytes from the start of the record.</param>
    /// <param name="isFinal">Whether nothing follows.</param>
    /// <param name="dialect">How fields are written.</param>
    /// <param name="fieldEnds">Takes where each field ends.</param>
    public static CsvRecord Scan(ReadOnlySpan<byte> bytes, bool isFinal, CsvDialect dialect, List<int> fieldEnds)
    {
        fieldEnds.Clear();
        var isComment = dialect.Comment is { } comment && bytes.Length > 0 && bytes[0] == comment;
        var index = 0;
        while (true)
        {
            if (!isComment && StartsQuoted(bytes, ref index, dialect))
            {
                var fault = SkipQuoted(bytes, ref index, isFinal, dialect);
                if (fault is not null)
                {
                    return CsvRecord.Malformed(fault);
                }
            }

            while (index < bytes.Length && bytes[index] is not ((byte)'\n' or (byte)'\r') && (isComment || bytes[index] != dialect.Delimiter))
            {
                index++;
            }

            if (index >= bytes.Length && !isFinal)
            {
                return CsvRecord.Incomplete;
            }

            fieldEnds.Add(index);
            if (index >= bytes.Length || isComment || bytes[index] != dialect.Delimiter)
            {
                return new CsvRecord(isComment ? CsvRecordOutcome.Comment : CsvRecordOutcome.Complete, fieldEnds.Count, index, null);
            }

            index++;
        }
    }

    /// <summary>Whether a quote opens a field here, behind blanks if the dialect allows them; then the index is at the quote.</summary>
    private static bool StartsQuoted(ReadOnlySpan<byte> bytes, ref int index, CsvDialect dialect)
    {
        var quote = index;
        while (dialect.HasBlanksBeforeQuotes && quote < bytes.Length && bytes[quote] == ' ')
        {
            quote++;
        }

        var startsQuoted = quote < bytes.Length && bytes[quote] == dialect.Quote;
        index = startsQuoted ? quote : index;
        return startsQuoted;
    }

    /// <summary>Skips a quoted field up to the byte behind its closing quote and blanks; the bytes end before that when the field is incomplete.</summary>
    private static string? SkipQuoted(ReadOnlySpan<byte> bytes, ref int index, bool isFinal, CsvDialect dialect)
    {
        var quote = dialect.Quote!.Value;
        var escape = dialect.Escape ?? quote;
        for (index++; index < bytes.Length; index++)
        {
            if (bytes[index] == escape && index + 1 < bytes.Length && (bytes[index + 1] == quote || (escape != quote && bytes[index + 1] == escape)))
            {
                index++;
            }
            else if (bytes[index] == quote)
            {
                return SkipBehindQuote(bytes, ref index, dialect);
            }
        }

        return isFinal ? "a quote is opened and never closed" : null;
    }

    private static string? SkipBehindQuote(ReadOnlySpan<byte> bytes, ref int index, CsvDialect dialect)
    {
        for (index++; index < bytes.Length && bytes[index] is (byte)' ' or (byte)'\t' && bytes[index] != dialect.Delimiter; index++)
        {
        }

        return index >= bytes.Length || bytes[index] is (byte)'\n' or (byte)'\r' || bytes[index] == dialect.Delimiter
            ? null
            : "text follows a closing quote";
    }
}

namespace Patterns.Lake.Formats.Csv;

/// <summary>Finds the dialect that fits the head of a file best. What the options say is not tried otherwise.</summary>
internal static class CsvDialectDetector
{
    private static ReadOnlySpan<byte> Delimiters => ",\t;|"u8;

    /// <summary>The sample as the best dialect reads it.</summary>
    public static CsvSample Detect(ReadOnlySpan<byte> text, bool isWhole, CsvOptions options)
    {
        CsvSample? best = null;
        var bestScore = double.NegativeInfinity;
        foreach (var quoting in Quotings(text, options))
        {
            // Quotes are characters like any other only where reading them as quotes goes wrong.
            if (quoting.Quote is null && best is { MalformedCount: 0 })
            {
                continue;
            }

            foreach (var delimiter in DelimitersIn(text, options))
            {
                var sample = CsvSample.Read(text, isWhole, quoting with { Delimiter = delimiter });
                var score = CsvDialectScore.Of(sample);
                if (score > bestScore)
                {
                    best = sample;
                    bestScore = score;
                }
            }
        }

        return best!;
    }

    private static byte[] DelimitersIn(ReadOnlySpan<byte> text, CsvOptions options)
    {
        if (options.Delimiter is { } known)
        {
            return [(byte)known];
        }

        var delimiters = new List<byte>();
        foreach (var delimiter in Delimiters)
        {
            if (text.Contains(delimiter))
            {
                delimiters.Add(delimiter);
            }
        }

        return delimiters.Count == 0 ? [Delimiters[0]] : [.. delimiters];
    }

    /// <summary>The ways of quoting that the text gives reason to try, the usual one first.</summary>
    private static List<CsvDialect> Quotings(ReadOnlySpan<byte> text, CsvOptions options)
    {
        var usual = new CsvDialect(0, (byte)(options.Quote ?? '"'), (byte?)options.Escape, (byte?)options.Comment);
        List<CsvDialect> quotings = [usual];
        if (options.Escape is null && text.IndexOf([(byte)'\\', usual.Quote!.Value]) >= 0)
        {
            quotings.Add(usual with { Escape = (byte)'\\' });
        }

        if (text.IndexOf([(byte)' ', usual.Quote!.Value]) >= 0)
        {
            quotings.Add(usual with { HasBlanksBeforeQuotes = true });
        }

        if (options.Quote is null && text.Contains((byte)'\''))
        {
            quotings.Add(usual with { Quote = (byte)'\'' });
            if (options.Escape is null && text.IndexOf("\\'"u8) >= 0)
            {
                quotings.Add(usual with { Quote = (byte)'\'', Escape = (byte)'\\' });
            }
        }

        if (options.Quote is null && text.Contains((byte)'"'))
        {
            quotings.Add(usual with { Quote = null });
        }

        return quotings;
    }
}

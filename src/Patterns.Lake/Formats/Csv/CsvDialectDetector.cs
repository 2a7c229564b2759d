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
        foreach (var dialect in Candidates(text, options))
        {
            var sample = CsvSample.Read(text, isWhole, dialect);
            var score = CsvDialectScore.Of(sample);
            if (score > bestScore)
            {
                best = sample;
                bestScore = score;
            }
        }

        return best!;
    }

    private static List<CsvDialect> Candidates(ReadOnlySpan<byte> text, CsvOptions options)
    {
        var dialects = new List<CsvDialect>();
        foreach (var (quote, escape) in Quotes(text, options))
        {
            if (options.Delimiter is { } known)
            {
                dialects.Add(new CsvDialect((byte)known, quote, escape, (byte?)options.Comment));
                continue;
            }

            foreach (var delimiter in Delimiters)
            {
                if (text.Contains(delimiter) || delimiter == ',')
                {
                    dialects.Add(new CsvDialect(delimiter, quote, escape, (byte?)options.Comment));
                }
            }
        }

        return dialects;
    }

    private static List<(byte? Quote, byte? Escape)> Quotes(ReadOnlySpan<byte> text, CsvOptions options)
    {
        if (options.Quote is { } known)
        {
            return [((byte)known, (byte?)options.Escape)];
        }

        List<(byte?, byte?)> quotes = [((byte)'"', (byte?)options.Escape)];
        if (options.Escape is null && text.IndexOf("\\\""u8) >= 0)
        {
            quotes.Add(((byte)'"', (byte)'\\'));
        }

        if (text.Contains((byte)'\''))
        {
            quotes.Add(((byte)'\'', (byte?)options.Escape));
        }

        if (text.Contains((byte)'"'))
        {
            quotes.Add((null, null));
        }

        return quotes;
    }
}

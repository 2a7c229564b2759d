namespace Patterns.Lake.Formats.Logs;

/// <summary>Recognises logs by their lines: the pattern that most of the first lines fit.</summary>
internal sealed class LogFormatDetector : IFormatDetector
{
    private const int MaxLines = 200;
    private const double Likely = 0.96;
    private const double Certain = 0.99;

    private static readonly string[] OtherExtensions = [".csv", ".tsv", ".tab", ".psv", ".json", ".ndjson", ".jsonl"];

    private static readonly Func<LogPattern>[] Patterns =
        [static () => new AccessLogPattern(), static () => new SyslogPattern(), static () => new StructuredSyslogPattern(), static () => new LogfmtPattern()];

    public FormatMatch? Detect(FileHead head)
    {
        FormatMatch? best = null;
        var isClaimedOtherwise = OtherExtensions.Contains(head.Extension);
        foreach (var createPattern in Patterns)
        {
            var pattern = createPattern();
            var share = ShareOfLines(pattern, head.Text, head.IsWhole);
            var confidence = Likely + ((Certain - Likely) * share);
            if (share >= (isClaimedOtherwise ? 1 : pattern.LeastShare) && (best is null || confidence > best.Value.Confidence))
            {
                best = new FormatMatch(new LogFormat(createPattern), confidence);
            }
        }

        return best;
    }

    /// <summary>The share of the whole lines that fit.</summary>
    private static double ShareOfLines(LogPattern pattern, ReadOnlySpan<byte> text, bool isWhole)
    {
        var row = new LogRow();
        var lines = 0;
        var fitting = 0;
        while (lines < MaxLines && !text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !isWhole)
            {
                break;
            }

            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            if (!line.Trim(" \t"u8).IsEmpty)
            {
                row.Clear();
                lines++;
                fitting += pattern.Parse(line, row) is null ? 1 : 0;
            }
        }

        return lines == 0 ? 0 : (double)fitting / lines;
    }
}

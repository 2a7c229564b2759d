using System.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>How well a dialect fits the head of a file. More is better; only the order of scores means anything.</summary>
internal static class CsvDialectScore
{
    private const double SingleColumn = 0.05;
    private const double FirstRecordFits = 0.15;
    private const double Typed = 0.1;
    private const double Quoted = 0.05;
    private const double Wide = 0.02;
    private const double LeastConsistency = 0.5;
    private const double UnusualQuotes = 0.03;
    private const double UnlikelyQuotes = 0.5;
    private const int WideColumns = 20;
    private const int MaxRecords = 100;

    public static double Of(CsvSample sample)
    {
        var body = sample.Records.Skip(1).Take(MaxRecords).SelectMany(static record => record.Fields).ToList();
        var penalty = QuotePenalty(sample.Dialect, body);
        if (sample.Width <= 1 || sample.Consistency < LeastConsistency)
        {
            return SingleColumn * (sample.Consistency - penalty);
        }

        return sample.Consistency
            + (sample.Records[0].Fields.Count == sample.Width ? FirstRecordFits : 0)
            + (Typed * Share(body, field => IsTyped(field.Text, sample.Dialect)))
            + (Quoted * Share(body, static field => field.IsQuoted))
            + (Wide * Math.Min(sample.Width, WideColumns) / WideColumns)
            - penalty;
    }

    /// <summary>An apostrophe is a quote only when most texts are between two of them.</summary>
    private static double QuotePenalty(CsvDialect dialect, List<CsvSampleField> body)
    {
        if (dialect.Quote == '\'')
        {
            var texts = body.FindAll(field => !IsTyped(field.Text, dialect) || field.IsQuoted);
            return Share(texts, static field => field.IsQuoted) >= 0.5 ? UnusualQuotes : UnlikelyQuotes;
        }

        return dialect is { Quote: (byte)'"', Escape: null, HasBlanksBeforeQuotes: false } ? 0 : UnusualQuotes;
    }

    private static double Share(List<CsvSampleField> fields, Func<CsvSampleField, bool> holds)
        => fields.Count == 0 ? 0 : fields.Count(holds) / (double)fields.Count;

    /// <summary>A comma between digits is a decimal comma when it is not the delimiter: no type of ours, but a sign that fields end in the right places.</summary>
    private static bool IsTyped(string text, CsvDialect dialect)
        => ScalarShape.Of(Encoding.UTF8.GetBytes(text)).Types != TypeSet.None
            || (dialect.Delimiter != ',' && text.Contains(',', StringComparison.Ordinal)
                && (ScalarShape.Of(Encoding.UTF8.GetBytes(text.Replace(',', '.'))).Types & TypeSet.Numeric) != TypeSet.None);
}

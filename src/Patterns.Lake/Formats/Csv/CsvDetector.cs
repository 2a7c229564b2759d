using System.Globalization;
using Patterns.Lake.Content;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>Recognises delimited text by how evenly its lines fall into fields.</summary>
internal sealed class CsvDetector(CsvOptions options, NullSpellings nullSpellings) : IFormatDetector
{
    private const int SampleLength = 64 << 10;
    private const double MostConfident = 0.95;
    private const double SingleColumnConfidence = 0.5;
    private const double FewRecordsConfidence = 0.6;
    private const double EvenEnough = 0.9;
    private const int FewRecords = 3;
    private const int MostZeros = 20;

    private static readonly string[] TextExtensions = [".txt", ".dat", ""];
    private static readonly string[] SureExtensions = [".csv", ".tsv", ".tab", ".psv"];

    public FormatMatch? Detect(FileHead head)
    {
        var isSure = SureExtensions.Contains(head.Extension) || options.Delimiter is not null;
        if (LooksLikeSomethingElse(head, isSure))
        {
            return null;
        }

        var text = head.Text[..Math.Min(head.Text.Length, SampleLength)];
        var isWhole = head.IsWhole && text.Length == head.Text.Length;
        var sample = CsvDialectDetector.Detect(text, isWhole, options);
        if (sample.Records.Count == 0 && text.Length < head.Text.Length)
        {
            sample = CsvDialectDetector.Detect(head.Text, head.IsWhole, options);
        }

        var confidence = Confidence(sample, head.Extension, isSure);
        return sample.Records.Count == 0 || confidence == 0 ? null : new FormatMatch(Format(sample, head.ByteOrderMarkLength, confidence), confidence);
    }

    /// <summary>Bytes that no text has, another kind of document, or the start of JSON in a file that does not claim to be delimited.</summary>
    private static bool LooksLikeSomethingElse(FileHead head, bool isSure)
    {
        var mediaType = MediaType.Of(head.Bytes.Span, "");
        return mediaType switch
        {
            MediaType.PlainText => false,
            MediaType.Json => !isSure,
            MediaType.Unknown => !isSure || head.Text.Count((byte)0) > head.Text.Length / MostZeros,
            _ => true,
        };
    }

    private static double Confidence(CsvSample sample, string extension, bool isSure)
    {
        if (sample.Width <= 1)
        {
            return isSure ? SingleColumnConfidence : 0;
        }

        var isEvenEnough = sample.Consistency >= EvenEnough && (sample.Records.Count >= FewRecords || TextExtensions.Contains(extension));
        if (!isSure && !isEvenEnough)
        {
            return 0;
        }

        return Math.Round(sample.Consistency * (sample.Records.Count < FewRecords ? FewRecordsConfidence : MostConfident), 2);
    }

    private CsvFormat Format(CsvSample sample, int offset, double confidence)
    {
        var header = CsvHeader.Detect(sample, options.HasHeader, nullSpellings);
        var body = header.RecordIndex < 0 ? RecordPosition.Start : sample.Records[header.RecordIndex].Next;
        var evidence = string.Create(CultureInfo.InvariantCulture, $"{header.Evidence}, confidence {confidence:P0}");
        return new CsvFormat(sample.Dialect, header.Names, body with { ByteOffset = body.ByteOffset + offset }, evidence, header.Notes);
    }
}

using System.Text;

namespace Patterns.Lake.Formats.Csv;

/// <summary>The first records of a file as one dialect reads them.</summary>
internal sealed class CsvSample
{
    private const int MaxRecords = 500;

    private CsvSample(CsvDialect dialect, IReadOnlyList<CsvSampleRecord> records, int malformedCount)
    {
        Dialect = dialect;
        Records = records;
        MalformedCount = malformedCount;
        Width = CommonWidth(records);
    }

    public CsvDialect Dialect { get; }

    /// <summary>The records in order; neither blank lines nor comments.</summary>
    public IReadOnlyList<CsvSampleRecord> Records { get; }

    /// <summary>Lines whose quotes are malformed in this dialect.</summary>
    public int MalformedCount { get; }

    /// <summary>The number of fields that most records have; 0 when there is no record.</summary>
    public int Width { get; }

    /// <summary>The share of records with <see cref="Width"/> fields, 0 to 1.</summary>
    public double Consistency
        => Records.Count == 0 ? 0 : Records.Count(record => record.Fields.Count == Width) / (double)(Records.Count + MalformedCount);

    /// <summary>Reads whole records from the start of the text; the last one only if the text is all there is.</summary>
    public static CsvSample Read(ReadOnlySpan<byte> text, bool isWhole, CsvDialect dialect)
    {
        var records = new List<CsvSampleRecord>();
        var ends = new List<int>();
        var malformed = 0;
        var position = 0;
        var line = 1L;
        while (position < text.Length && records.Count < MaxRecords)
        {
            var rest = text[position..];
            var record = CsvRecordScanner.Scan(rest, isWhole, dialect, ends);
            if (record.Outcome == CsvRecordOutcome.Incomplete)
            {
                break;
            }

            var end = record.End;
            if (record.Outcome == CsvRecordOutcome.Malformed)
            {
                malformed++;
                end = rest.IndexOfAny((byte)'\n', (byte)'\r') is var lineEnd and >= 0 ? lineEnd : rest.Length;
            }

            var next = end + LineEndLength(rest[end..]);
            line += Kernels.LineEnds.Count(rest[..next]);
            position += next;
            if (record.Outcome == CsvRecordOutcome.Complete && end > 0)
            {
                records.Add(new CsvSampleRecord(Fields(rest, ends, dialect), new RecordPosition(line, position)));
            }
        }

        return new CsvSample(dialect, records, malformed);
    }

    private static int LineEndLength(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'\r', (byte)'\n', ..] => 2,
        [(byte)'\r' or (byte)'\n', ..] => 1,
        _ => 0,
    };

    private static List<CsvSampleField> Fields(ReadOnlySpan<byte> record, List<int> ends, CsvDialect dialect)
    {
        var fields = new List<CsvSampleField>(ends.Count);
        byte[] scratch = [];
        var start = 0;
        foreach (var end in ends)
        {
            var field = record[start..end];
            fields.Add(new CsvSampleField(Encoding.UTF8.GetString(CsvCell.Text(field, dialect, ref scratch)), CsvCell.IsQuoted(field, dialect)));
            start = end + 1;
        }

        return fields;
    }

    /// <summary>The width of most records behind the first, or that of the first if nearly as many have it: a header knows best.</summary>
    private static int CommonWidth(IReadOnlyList<CsvSampleRecord> records)
    {
        if (records.Count == 0)
        {
            return 0;
        }

        var first = records[0].Fields.Count;
        var counts = records.Skip(1).CountBy(static record => record.Fields.Count).ToDictionary();
        if (counts.Count == 0)
        {
            return first;
        }

        var (width, count) = counts.OrderByDescending(static pair => pair.Value).ThenByDescending(static pair => pair.Key).First();
        return counts.GetValueOrDefault(first) * 2 >= count ? first : width;
    }
}

using System.Globalization;
using System.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>Which record of a sample holds the names of the columns, and the names.</summary>
/// <param name="RecordIndex">0-based record, or -1 when the names are made up.</param>
/// <param name="Names">Unique, non-empty names, one per field.</param>
/// <param name="Evidence">By what the header was recognised, for a person.</param>
/// <param name="Notes">What was repaired.</param>
internal sealed record CsvHeader(int RecordIndex, IReadOnlyList<string> Names, string Evidence, IReadOnlyList<string> Notes)
{
    private const int MaxPreamble = 10;
    private const int MaxBodyRecords = 200;

    /// <summary>Finds the header of a sample.</summary>
    /// <param name="sample">The records; at least one.</param>
    /// <param name="hasHeader">What the options say; null to find out.</param>
    /// <param name="nullSpellings">Texts that say nothing of a type.</param>
    public static CsvHeader Detect(CsvSample sample, bool? hasHeader, NullSpellings nullSpellings)
    {
        var first = FirstOfWidth(sample);
        if (hasHeader == false)
        {
            return WithoutHeader(sample.Width, "no header as declared");
        }

        if (hasHeader == true)
        {
            return WithHeader(sample, 0, "a header as declared");
        }

        if (first > 0 && first <= MaxPreamble && Contrast(sample, first, nullSpellings) is { } late)
        {
            return WithHeader(sample, first, late);
        }

        if (sample.Records[0].Fields.Count * 2 >= sample.Width && Contrast(sample, 0, nullSpellings) is { } evidence)
        {
            return WithHeader(sample, 0, evidence);
        }

        return WithoutHeader(sample.Width, "no header, because the first record is of the same types as the others");
    }

    private static int FirstOfWidth(CsvSample sample)
    {
        for (var index = 0; index < sample.Records.Count; index++)
        {
            if (sample.Records[index].Fields.Count == sample.Width)
            {
                return index;
            }
        }

        return 0;
    }

    /// <summary>Why a record is a header, or null when it is not.</summary>
    private static string? Contrast(CsvSample sample, int recordIndex, NullSpellings nullSpellings)
    {
        var header = sample.Records[recordIndex].Fields;
        if (header.Any(static field => (ScalarShape.Of(Encoding.UTF8.GetBytes(field.Text)).Types & ~TypeSet.Boolean) != TypeSet.None))
        {
            return HeaderWithNumbers(sample, recordIndex, nullSpellings);
        }

        var body = sample.Records.Skip(recordIndex + 1).Take(MaxBodyRecords).ToList();
        for (var column = 0; column < header.Count; column++)
        {
            if (TypesOf(body, column, nullSpellings) != TypeSet.None)
            {
                return string.Create(CultureInfo.InvariantCulture, $"a header, because '{header[column].Text}' is followed by values of another type");
            }
        }

        var isNamelike = header.All(static field => field.Text.Length > 0) && header.Select(static field => field.Text).Distinct(StringComparer.Ordinal).Count() == header.Count;
        var recurs = body.Any(record => record.Fields.Zip(header).Any(static pair => pair.First.Text == pair.Second.Text));
        return isNamelike && !recurs ? "a header, because its texts are unique and do not occur again" : null;
    }

    /// <summary>A header may hold numbers, such as years, when another column shows the contrast between a text and values that are none.</summary>
    private static string? HeaderWithNumbers(CsvSample sample, int recordIndex, NullSpellings nullSpellings)
    {
        var header = sample.Records[recordIndex].Fields;
        var body = sample.Records.Skip(recordIndex + 1).Take(MaxBodyRecords).ToList();
        for (var column = 0; column < header.Count; column++)
        {
            var types = TypesOf(body, column, nullSpellings);
            var text = Encoding.UTF8.GetBytes(header[column].Text);
            if (types != TypeSet.None && text.Length > 0 && nullSpellings.IndexOf(text) < 0 && (ScalarShape.Of(text).Types & types) == TypeSet.None)
            {
                return string.Create(CultureInfo.InvariantCulture, $"a header, because '{header[column].Text}' is followed by values of another type");
            }
        }

        return null;
    }

    /// <summary>The types that all values of a column can be read as; none when there is no value.</summary>
    private static TypeSet TypesOf(List<CsvSampleRecord> body, int column, NullSpellings nullSpellings)
    {
        var types = TypeSet.Any;
        var count = 0;
        foreach (var record in body)
        {
            if (column >= record.Fields.Count || record.Fields[column].Text.Length == 0)
            {
                continue;
            }

            var text = Encoding.UTF8.GetBytes(record.Fields[column].Text);
            if (nullSpellings.IndexOf(text) < 0)
            {
                types &= ScalarShape.Of(text).Types;
                count++;
            }
        }

        return count == 0 ? TypeSet.None : types;
    }

    private static CsvHeader WithoutHeader(int width, string evidence)
        => new(-1, [.. Enumerable.Range(0, width).Select(index => MadeUp(index, width))], evidence, []);

    private static CsvHeader WithHeader(CsvSample sample, int recordIndex, string evidence)
    {
        var notes = new List<string>();
        var fields = sample.Records[recordIndex].Fields;
        var width = sample.Records.Count == recordIndex + 1 ? fields.Count : sample.Width;
        if (recordIndex > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{recordIndex} lines before the header are skipped"));
        }

        if (fields.Count != width)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"the header has {fields.Count} names, but most rows have {width} fields"));
        }

        var names = new List<string>(width);
        var taken = new HashSet<string>(fields.Select(static field => field.Text), StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var column = 0; column < width; column++)
        {
            var name = column < fields.Count ? fields[column].Text : "";
            names.Add(name.Length == 0 ? Name(column, width, taken, notes) : seen.Add(name) ? name : Rename(name, column, taken, notes));
        }

        return new CsvHeader(recordIndex, names, evidence, notes);
    }

    private static string Name(int column, int width, HashSet<string> taken, List<string> notes)
    {
        var name = MakeUnique(MadeUp(column, width), taken);
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"column {column + 1} has no name and is called '{name}'"));
        return name;
    }

    private static string Rename(string name, int column, HashSet<string> taken, List<string> notes)
    {
        var unique = MakeUnique(name, taken);
        notes.Add(string.Create(CultureInfo.InvariantCulture, $"the name '{name}' occurs again as column {column + 1}, which is called '{unique}'"));
        return unique;
    }

    private static string MakeUnique(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var suffix = 1; !taken.Add(unique); suffix++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{suffix}");
        }

        return unique;
    }

    /// <summary><c>column0</c> and so on with as many digits as the last one needs, as DuckDB names them.</summary>
    private static string MadeUp(int index, int width)
        => "column" + index.ToString(CultureInfo.InvariantCulture).PadLeft((width - 1).ToString(CultureInfo.InvariantCulture).Length, '0');
}

using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>A value and the path to it. Asking for what is not there or is of another shape is a <see cref="DocumentException"/> that names the place.</summary>
internal readonly struct Cursor(DocumentContext context, YamlValue value, string path)
{
    public DocumentContext Context => context;

    public YamlValue Value => value;

    public string Path => path;

    public bool IsNull => value is YamlScalar { IsNull: true };

    /// <summary>The mapping with an account of which names were asked for.</summary>
    public Members AsMapping()
        => value is YamlMapping mapping ? new Members(this, mapping) : throw Fault($"{value.KindName} is found where a mapping is expected.");

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Cursor> AsList()
    {
        if (value is not YamlSequence sequence)
        {
            throw Fault($"{value.KindName} is found where a list is expected.");
        }

        var (owner, at) = (context, path);
        return [.. sequence.Items.Select((item, index) => new Cursor(owner, item, string.Create(CultureInfo.InvariantCulture, $"{at}[{index}]")))];
    }

    /// <summary>A text. Numbers and booleans are texts too: a name like 2024 needs no quotes.</summary>
    public string AsText()
        => value is YamlScalar { IsNull: false } scalar ? scalar.Text : throw Fault($"{value.KindName} is found where a text is expected.");

    public bool AsBoolean()
        => value switch
        {
            YamlScalar { IsPlain: true, Text: "true" or "True" or "TRUE" } => true,
            YamlScalar { IsPlain: true, Text: "false" or "False" or "FALSE" } => false,
            _ => throw Fault($"{value.KindName} is found where true or false is expected."),
        };

    /// <summary>A decimal number, exactly.</summary>
    public Ratio AsNumber()
        => value is YamlScalar { IsPlain: true, IsNull: false } scalar ? NumberOf(scalar.Text) : throw Fault($"{value.KindName} is found where a number is expected.");

    /// <summary>A decimal number that may stand in quotes, exactly.</summary>
    public Ratio AsNumberText() => NumberOf(AsText());

    public int AsCount()
        => value is YamlScalar { IsPlain: true } scalar && int.TryParse(scalar.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Fault($"{value.KindName} is found where a whole number of 1 or more is expected.");

    public DocumentException Fault(string problem) => new(context.Document, value.Place.Line, value.Place.Column, path, problem);

    /// <summary>Refuses in a strict reading; leaves a note in a lenient one.</summary>
    /// <param name="problem">What a strict reading says.</param>
    /// <param name="reading">How a lenient one takes it.</param>
    public void Loosen(string problem, string reading)
    {
        if (!context.IsLenient)
        {
            throw Fault(context.HasReadings ? $"{problem} A lenient reading takes it: {reading}." : problem);
        }

        context.Notes.Add(new DocumentNote(value.Place.Line, value.Place.Column, path, $"{problem} Read so: {reading}."));
    }

    private Ratio NumberOf(string text)
    {
        try
        {
            // decimal.Parse rounds what is longer than its 28 digits, and a target that is rounded to 1 is another target.
            if (text.Length > 30)
            {
                throw new FormatException("It is too long.");
            }

            // Exponents are allowed in YAML numbers: 1e-3.
            return Ratio.FromDecimal(decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentOutOfRangeException)
        {
            throw new DocumentException(context.Document, value.Place.Line, value.Place.Column, path, $"'{text}' is found where a decimal number of at most 18 digits is expected.", exception);
        }
    }
}

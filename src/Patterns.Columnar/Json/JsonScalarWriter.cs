using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>Writes values that have one short ASCII text, with or without quotes.</summary>
internal abstract class JsonScalarWriter(Column column, bool quoted) : JsonColumnWriter(column)
{
    private const int MaxTextLength = 64;

    public sealed override void WriteValue(Utf8JsonWriter json, int row)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        text = text[..Format(row, text)];
        if (IsQuoted(row))
        {
            json.WriteStringValue(text);
        }
        else
        {
            json.WriteRawValue(text, skipInputValidation: true);
        }
    }

    public sealed override void WriteName(Utf8JsonWriter json, int row)
    {
        Span<byte> text = stackalloc byte[MaxTextLength];
        json.WritePropertyName(text[..Format(row, text)]);
    }

    /// <summary>Writes the text of a row and returns its length.</summary>
    protected abstract int Format(int row, Span<byte> text);

    /// <summary>Whether the text of a row is a JSON string rather than a number or a boolean.</summary>
    protected virtual bool IsQuoted(int row) => quoted;
}

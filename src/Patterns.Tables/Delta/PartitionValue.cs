using System.Globalization;
using System.Text;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>Values of partition columns, which stand in the log as text and not in the data files.</summary>
/// <remarks>Source: Delta transaction log protocol, "Partition Value Serialization".</remarks>
internal static class PartitionValue
{
    private const string DateFormat = "yyyy-MM-dd";
    private static readonly string[] TimestampFormats =
    [
        DateFormat, // a date that was widened
        "yyyy-MM-dd HH:mm:ss.FFFFFFF",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>The value as an object as of Column.GetValue; a timestamp without a zone is taken as UTC.</summary>
    /// <param name="text">The text in the log; null and empty are null.</param>
    /// <param name="field">The partition column.</param>
    /// <param name="path">The commit or data file, for errors.</param>
    /// <exception cref="TableLogException">The text is no value of the column's type.</exception>
    public static object? Parse(string? text, Field field, string path)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return ParseText(text, field.Type) ?? throw new TableLogException(
            path,
            null,
            $"The log gives the data file '{path}' the partition value '{text}' for column '{field.Name}', which is no {field.Type}. Correct or remove that file's commit.");
    }

    /// <summary>The text of a value for the log; null stays null.</summary>
    public static string? Format(object? value) => value switch
    {
        null => null,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString(DateFormat, CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        DateTime local => local.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        byte[] bytes => Encoding.Latin1.GetString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static object? ParseText(string text, DataType type) => type.Kind switch
    {
        DataTypeKind.Boolean => bool.TryParse(text, out var value) ? value : null,
        DataTypeKind.Int8 => sbyte.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Int16 => short.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Int32 => int.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Int64 => long.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Float32 => float.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Float64 => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null,
        DataTypeKind.Decimal => DecimalText.Parse(text, (DecimalType)type),
        DataTypeKind.Date => DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null,
        DataTypeKind.Timestamp => ParseTimestamp(text) is { } instant ? instant : null,
        DataTypeKind.LocalTimestamp => ParseTimestamp(text) is { } instant ? DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Unspecified) : null,
        DataTypeKind.String => text,
        DataTypeKind.Binary => Encoding.Latin1.GetBytes(text),
        _ => null,
    };

    private static DateTimeOffset? ParseTimestamp(string text)
        => DateTimeOffset.TryParseExact(
            text,
            TimestampFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var value)
            ? value
            : null;
}

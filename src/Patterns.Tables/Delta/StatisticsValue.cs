using System.Globalization;
using System.Text.Json;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>A smallest or largest value as it stands in the statistics of a data file.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "Per-file Statistics": text may be cut to a prefix and timestamps to milliseconds, so such values
/// are bounds rather than values that occur.
/// </remarks>
internal static class StatisticsValue
{
    /// <summary>Writers cut text to this many characters; shorter text is whole.</summary>
    public const int TextLength = 32;

    private static readonly TimeSpan TimestampResolution = TimeSpan.FromMilliseconds(1);

    /// <summary>The value as an object as of Column.GetValue, or null when nothing can be concluded from it.</summary>
    public static object? Parse(JsonElement json, DataType type) => json.ValueKind switch
    {
        JsonValueKind.Number => ParseNumber(json, type),
        JsonValueKind.String => ParseText(json.GetString()!, type),
        JsonValueKind.True or JsonValueKind.False when type.Kind == DataTypeKind.Boolean => json.GetBoolean(),
        _ => null,
    };

    /// <summary>A bound that holds even when the writer cut a timestamp to milliseconds.</summary>
    public static object? WidenMaximum(object? maximum) => maximum switch
    {
        DateTimeOffset instant => instant > DateTimeOffset.MaxValue - TimestampResolution ? null : instant + TimestampResolution,
        DateTime local => local > DateTime.MaxValue - TimestampResolution ? null : local + TimestampResolution,
        _ => maximum,
    };

    /// <summary>Whether a value that a writer calls tight is one that occurs.</summary>
    public static bool IsExact(object? value) => value switch
    {
        null or DateTimeOffset or DateTime or float or double => false,
        string text => text.Length < TextLength,
        _ => true,
    };

    /// <summary>
    /// A lower bound of a column that may have been widened from float to double: writers print floats with the fewest digits, which as a double may
    /// be above the float.
    /// </summary>
    public static object? FloatMinimum(object? minimum) => minimum is double value ? Math.Min(value, (float)value) : minimum;

    /// <summary>An upper bound in the same way.</summary>
    public static object? FloatMaximum(object? maximum) => maximum is double value ? Math.Max(value, (float)value) : maximum;

    private static object? ParseNumber(JsonElement json, DataType type) => type.Kind switch
    {
        DataTypeKind.Int8 => json.TryGetSByte(out var value) ? value : null,
        DataTypeKind.Int16 => json.TryGetInt16(out var value) ? value : null,
        DataTypeKind.Int32 => json.TryGetInt32(out var value) ? value : null,
        DataTypeKind.Int64 => json.TryGetInt64(out var value) ? value : null,
        DataTypeKind.Float32 => json.TryGetSingle(out var value) && float.IsFinite(value) ? value : null,
        DataTypeKind.Float64 => json.TryGetDouble(out var value) && double.IsFinite(value) ? value : null,
        DataTypeKind.Decimal => DecimalText.Parse(json.GetRawText(), (DecimalType)type),
        _ => null,
    };

    private static object? ParseText(string text, DataType type) => type.Kind switch
    {
        DataTypeKind.String => text,
        DataTypeKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : null,
        DataTypeKind.Timestamp => ParseInstant(text) is { } instant ? instant : null,
        DataTypeKind.LocalTimestamp => ParseInstant(text) is { } instant ? DateTime.SpecifyKind(instant.DateTime, DateTimeKind.Unspecified) : null,
        _ => null,
    };

    private static DateTimeOffset? ParseInstant(string text)
        => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : null;
}

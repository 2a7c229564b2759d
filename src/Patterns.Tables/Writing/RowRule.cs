using System.Globalization;
using Patterns.Columnar;

namespace Patterns.Tables.Writing;

/// <summary>Something that every row of a table fulfils.</summary>
internal abstract class RowRule
{
    private const int MaxValueLength = 100;

    /// <summary>Clears the bits of rows that break the rule.</summary>
    /// <param name="batch">Rows in the columns of the table.</param>
    /// <param name="conforming">One bit per row, LSB first.</param>
    public abstract void Check(ColumnBatch batch, Span<ulong> conforming);

    /// <summary>Says how a row breaks the rule.</summary>
    /// <param name="batch">The rows that were checked.</param>
    /// <param name="index">0-based row in the batch.</param>
    /// <param name="rowNumber">1-based row in the append.</param>
    public abstract RejectedRow Describe(ColumnBatch batch, int index, long rowNumber);

    /// <summary>A value as messages give it, at most 100 characters; null stays null.</summary>
    internal static string? Text(object? value)
    {
        var text = value switch
        {
            null => null,
            byte[] bytes => Convert.ToHexString(bytes),
            DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
            DateTime local => local.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        return text is { Length: > MaxValueLength } ? string.Concat(text.AsSpan(0, MaxValueLength - 1), "…") : text;
    }
}

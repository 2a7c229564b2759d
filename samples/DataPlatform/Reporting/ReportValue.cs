using System.Globalization;

namespace DataPlatform.Reporting;

/// <summary>How a value of a column stands in the report: numbers and booleans as they are, everything else as text.</summary>
internal static class ReportValue
{
    public static object? Of(object? value) => value switch
    {
        null or bool or long or double or decimal => value,
        sbyte or short or int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float number => (double)number,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

using System.Globalization;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>.NET's ticks of 100 ns since year 1 ↔ microseconds since 1970.</summary>
internal static class Microseconds
{
    private const long UnixEpochMicroseconds = 62_135_596_800_000_000;
    private const long MaxMicroseconds = 253_402_300_799_999_999;

    /// <summary>Digits below the microsecond are cut off, towards the past.</summary>
    public static long FromTicks(long ticks) => (ticks / TimeSpan.TicksPerMicrosecond) - UnixEpochMicroseconds;

    /// <exception cref="RowBindingException">The time is outside the years 1 to 9999.</exception>
    public static long ToTicks(long microseconds, BindingSite site)
        => microseconds is >= -UnixEpochMicroseconds and <= MaxMicroseconds
            ? (microseconds + UnixEpochMicroseconds) * TimeSpan.TicksPerMicrosecond
            : throw site.DoesNotFit(string.Create(CultureInfo.InvariantCulture, $"{microseconds} microseconds since 1970 are outside the years 1 to 9999 that .NET holds."));
}

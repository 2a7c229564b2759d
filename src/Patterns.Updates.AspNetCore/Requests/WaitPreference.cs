using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>The preference <c>wait</c> of the <c>Prefer</c> header (RFC 7240, section 4.3): how many seconds the client likes to wait.</summary>
internal static class WaitPreference
{
    /// <summary>Seconds of the first well-formed <c>wait</c>; null when there is none. Preferences that are not understood are ignored, as the RFC asks.</summary>
    public static int? Parse(StringValues prefer)
    {
        foreach (var line in prefer)
        {
            foreach (var part in (line ?? string.Empty).Split(',', StringSplitOptions.TrimEntries))
            {
                var preference = part.Split(';', 2)[0];
                var equals = preference.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0
                    && preference.AsSpan(0, equals).Trim().Equals("wait", StringComparison.OrdinalIgnoreCase)
                    && int.TryParse(preference.AsSpan(equals + 1).Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                {
                    return seconds;
                }
            }
        }

        return null;
    }
}

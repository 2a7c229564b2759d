using System.Globalization;

namespace Patterns.Tables.Tests;

/// <summary>How much of a test that has no natural end is done: a little by default, and by an environment variable as much as is asked for.</summary>
internal static class Scale
{
    /// <summary>The value of a variable, or a default.</summary>
    public static int Of(string variable, int defaultValue)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : defaultValue;
}

using System.Globalization;

namespace Patterns.Benchmarks.Compare;

/// <summary>Answers in one canonical text, so that those of different engines compare.</summary>
internal static class Answer
{
    /// <summary>The parts in invariant culture, separated by blanks.</summary>
    public static string Of(params ReadOnlySpan<object?> parts)
    {
        var texts = new string[parts.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            texts[index] = Convert.ToString(parts[index], CultureInfo.InvariantCulture) ?? "";
        }

        return string.Join(' ', texts);
    }
}

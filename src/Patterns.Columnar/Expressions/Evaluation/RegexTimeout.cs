using System.Text.RegularExpressions;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>The words for a pattern that takes too long.</summary>
internal static class RegexTimeout
{
    public static string Describe(Regex regex)
        => $"the pattern took longer than {regex.MatchTimeout.TotalSeconds} s on one text. Write it without look-arounds, back references and large counts.";
}

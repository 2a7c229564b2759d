using System.Text;
using System.Text.RegularExpressions;

namespace Patterns.Architecture.Tests.Readmes;

/// <summary>A README whose C# blocks are regions of the sample: each follows a line <c>&lt;!-- snippet: name --&gt;</c>.</summary>
internal sealed partial class Readme(string text)
{
    /// <summary>The names of the snippets, in order; null for a block of C# without a name.</summary>
    public IEnumerable<string?> SnippetNames => Blocks().Matches(text).Select(NameOf);

    /// <summary>The same text with every block as the sample has it.</summary>
    /// <exception cref="KeyNotFoundException">The sample has no region of that name.</exception>
    public string WithSnippets(IReadOnlyDictionary<string, string> snippets)
    {
        var updated = new StringBuilder();
        var end = 0;
        foreach (var match in Blocks().Matches(text).Where(static match => NameOf(match) is not null))
        {
            var code = match.Groups["code"];
            var name = NameOf(match)!;
            updated.Append(text, end, code.Index - end);
            updated.Append(snippets.TryGetValue(name, out var snippet) ? snippet : throw new KeyNotFoundException($"samples/Quickstart has no snippet '{name}'."));
            updated.Append('\n');
            end = code.Index + code.Length;
        }

        return updated.Append(text, end, text.Length - end).ToString();
    }

    private static string? NameOf(Match match) => match.Groups["name"] is { Success: true } name ? name.Value : null;

    [GeneratedRegex(@"(<!-- snippet: (?<name>\S+) -->\n)?```(csharp|cs|c#)\n(?<code>.*?)(?=```)", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Blocks();
}

using Patterns.Testing;

namespace Patterns.Architecture.Tests.Readmes;

/// <summary>
/// The regions of <c>samples/Quickstart</c> that READMEs show: the lines between <c>// begin-snippet: name</c> and <c>// end-snippet</c>, less the
/// indentation that they share.
/// </summary>
internal static class SnippetSource
{
    private const string Begin = "// begin-snippet:";
    private const string End = "// end-snippet";

    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateFiles(Path.Join(RepositoryRoot.Path, "samples", "Quickstart"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(static file => Parse(File.ReadAllLines(file), file))
            .ToDictionary(static snippet => snippet.Name, static snippet => snippet.Code, StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">A region has no end.</exception>
    public static IEnumerable<(string Name, string Code)> Parse(string[] lines, string file)
    {
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].TrimStart().StartsWith(Begin, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, start, static line => line.Trim() == End);
            var name = lines[start].Trim()[Begin.Length..].Trim();
            yield return end < 0
                ? throw new InvalidDataException($"The snippet '{name}' in {file} has no '{End}'.")
                : (name, Dedent(lines[(start + 1)..end]));
        }
    }

    private static string Dedent(string[] lines)
    {
        var indent = lines.Where(static line => line.Trim().Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length <= indent ? "" : line[indent..].TrimEnd())).TrimEnd();
    }
}

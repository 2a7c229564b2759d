using System.Text.RegularExpressions;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>A query in which <c>{{.window}}</c> stands for the window.</summary>
internal sealed partial record WindowTemplate
{
    private readonly string _query;

    private WindowTemplate(string query) => _query = query;

    public static WindowTemplate Parse(string query)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        return Problem(query) is { } problem ? throw new ArgumentException(problem, nameof(query)) : new WindowTemplate(query);
    }

    /// <summary>Why the query is no template, or null when it is one.</summary>
    public static string? Problem(string query)
        => !Placeholder().IsMatch(query) ? $"the query '{query.Trim()}' has no '{{{{.window}}}}', which stands for the window. Write it where the range goes: rate(x[{{{{.window}}}}])."
            : Placeholder().Replace(query, "").Contains("{{", StringComparison.Ordinal) ? $"the query '{query.Trim()}' has a template other than '{{{{.window}}}}', which is the only one that is filled in."
            : null;

    public string Fill(string window) => Placeholder().Replace(_query, window);

    [GeneratedRegex(@"\{\{\s*\.window\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

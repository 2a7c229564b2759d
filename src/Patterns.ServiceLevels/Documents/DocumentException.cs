using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>A document of objectives, agreements or rules cannot be used: not YAML, not what its kind asks for, or contradicting itself.</summary>
/// <param name="document">Name of the document as the caller gave it: mostly a path.</param>
/// <param name="line">Line of the fault, 1 or more; 0 when it is the document as a whole.</param>
/// <param name="column">Column of the fault, 1 or more; 0 when it is the document as a whole.</param>
/// <param name="path">Path of the value, for example <c>spec.objectives[0].target</c>; empty for the document as a whole.</param>
/// <param name="problem">What was found, what was expected, what to do.</param>
/// <param name="innerException">The cause, or null.</param>
public sealed class DocumentException(string document, int line, int column, string path, string problem, Exception? innerException = null)
    : PatternsException("service-levels.document", Describe(document, line, column, path, problem), innerException)
{
    /// <summary>Name of the document as the caller gave it.</summary>
    public string Document { get; } = document;

    /// <summary>Line of the fault, 1 or more; 0 when it is the document as a whole.</summary>
    public int Line { get; } = line;

    /// <summary>Column of the fault, 1 or more; 0 when it is the document as a whole.</summary>
    public int Column { get; } = column;

    /// <summary>Path of the value, for example <c>spec.objectives[0].target</c>; empty for the document as a whole.</summary>
    public string Path { get; } = path;

    /// <summary>What was found, what was expected, what to do; without the place.</summary>
    public string Problem { get; } = problem;

    private static string Describe(string document, int line, int column, string path, string problem)
    {
        var place = line == 0 ? document : string.Create(CultureInfo.InvariantCulture, $"{document}, line {line}, column {column}");
        return path.Length == 0 ? $"{place}: {problem}" : $"{place}, {path}: {problem}";
    }
}

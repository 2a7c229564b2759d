namespace Patterns.Columnar.Tests.Expressions;

/// <summary>A row of a table in FUNCTIONS.md.</summary>
/// <param name="LineNumber">1-based line of the page.</param>
/// <param name="Section">The heading above the table.</param>
/// <param name="Signatures">What the first cell has in backquotes.</param>
/// <param name="Example">An expression.</param>
/// <param name="Result">What it evaluates to, as a literal.</param>
internal sealed record FunctionsPageRow(int LineNumber, string Section, string[] Signatures, string Example, string Result)
{
    public bool IsFunction => Section is not ("Literals and names" or "Operators");

    /// <summary>The names of the function.</summary>
    public IEnumerable<string> Names => Signatures.Select(static signature => signature.Split('(')[0]).Distinct();
}

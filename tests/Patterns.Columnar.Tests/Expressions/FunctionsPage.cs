using System.Text.RegularExpressions;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>The tables of FUNCTIONS.md, row by row.</summary>
internal sealed partial class FunctionsPage
{
    private const int CellsOfExampleRow = 5;

    private FunctionsPage(IReadOnlyList<FunctionsPageRow> rows, IReadOnlyList<(string Name, string Type)> sampleColumns)
    {
        Rows = rows;
        SampleColumns = sampleColumns;
    }

    /// <summary>The rows that have an example and its result.</summary>
    public IReadOnlyList<FunctionsPageRow> Rows { get; }

    /// <summary>Name and type of the columns that the examples read.</summary>
    public IReadOnlyList<(string Name, string Type)> SampleColumns { get; }

    public static FunctionsPage Read()
    {
        var rows = new List<FunctionsPageRow>();
        var columns = new List<(string, string)>();
        var section = "";
        var lineNumber = 0;
        foreach (var line in File.ReadLines(Path.Combine(RepositoryRoot.Path, "src", "Patterns.Columnar", "FUNCTIONS.md")))
        {
            lineNumber++;
            section = line.StartsWith("## ", StringComparison.Ordinal) ? line[3..] : section;
            if (!line.StartsWith("| `", StringComparison.Ordinal))
            {
                continue;
            }

            string[] cells = [.. CellEnd().Split(line.Trim('|', ' ')).Select(static cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];
            if (cells.Length == CellsOfExampleRow)
            {
                rows.Add(new FunctionsPageRow(lineNumber, section, CodesOf(cells[0]), CodesOf(cells[3]).Single(), cells[4].Trim('`', '*')));
            }
            else
            {
                columns.Add((CodesOf(cells[0]).Single(), CodesOf(cells[1]).Single()));
            }
        }

        return new FunctionsPage(rows, columns);
    }

    private static string[] CodesOf(string cell) => [.. Code().Matches(cell).Select(static code => code.Groups["text"].Value)];

    /// <summary>A bar that no backslash takes literally.</summary>
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();

    [GeneratedRegex("(?<fence>`+)(?<text>.+?)\\k<fence>")]
    private static partial Regex Code();
}

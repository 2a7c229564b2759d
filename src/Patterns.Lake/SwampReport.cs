using System.Globalization;
using System.Text;

namespace Patterns.Lake;

/// <summary>What was found by looking at every file of a lake. Immutable.</summary>
/// <param name="FileCount">Files looked at.</param>
/// <param name="ByteCount">Their size in bytes.</param>
/// <param name="Findings">What someone should look at, by kind and path.</param>
public sealed record SwampReport(int FileCount, long ByteCount, IReadOnlyList<SwampFinding> Findings)
{
    /// <summary>A text for a person: one line per finding.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{FileCount} files, {ByteCount} bytes, {Findings.Count} findings\n");
        foreach (var finding in Findings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{finding.Id}  {finding.Evidence} {finding.SuggestedAction}\n");
        }

        return text.ToString();
    }
}

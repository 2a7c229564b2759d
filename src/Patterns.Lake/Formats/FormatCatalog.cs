namespace Patterns.Lake.Formats;

/// <summary>The formats that files are recognised as.</summary>
internal static class FormatCatalog
{
    private static readonly IFormatDetector[] Detectors = [];

    /// <summary>The most confident match, or null when no format fits the head. Of equal ones the first in the catalog wins.</summary>
    public static FormatMatch? Detect(FileHead head)
    {
        FormatMatch? best = null;
        foreach (var detector in Detectors)
        {
            if (detector.Detect(head) is { } match && (best is null || match.Confidence > best.Value.Confidence))
            {
                best = match;
            }
        }

        return best;
    }
}

using Patterns.Lake.Formats.Csv;
using Patterns.Lake.Formats.Json;
using Patterns.Lake.Formats.Logs;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>The formats that files are recognised as. Immutable.</summary>
internal sealed class FormatCatalog(CsvOptions csv, NullSpellings nullSpellings)
{
    private readonly IFormatDetector[] _detectors =
    [
        new JsonFormatDetector(),
        new LogFormatDetector(),
        new CsvDetector(csv, nullSpellings),
    ];

    /// <summary>The most confident match, or null when no format fits the head. Of equal ones the first in the catalog wins.</summary>
    public FormatMatch? Detect(FileHead head)
    {
        FormatMatch? best = null;
        foreach (var detector in _detectors)
        {
            if (detector.Detect(head) is { } match && (best is null || match.Confidence > best.Value.Confidence))
            {
                best = match;
            }
        }

        return best;
    }
}

using Patterns.Tables.Delta;

namespace Patterns.Tables.Reading;

/// <summary>Rules out data files by partition values and statistics, without opening them.</summary>
internal static class FilePruning
{
    /// <summary>The files that may hold rows that pass the filter, in order.</summary>
    public static IReadOnlyList<LiveFile> Select(ScanRequest request)
    {
        var files = request.Files ?? request.Snapshot.Files;
        return request.BoundFilter is { } filter
            ? [.. files.Where(file => filter.MayBeTrue(file.Statistics(request.Snapshot.Columns).Column))]
            : files;
    }
}

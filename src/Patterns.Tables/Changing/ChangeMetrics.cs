using System.Globalization;

namespace Patterns.Tables.Changing;

/// <summary>What commits of changes say they did, under the names that Spark gives these numbers.</summary>
internal static class ChangeMetrics
{
    public static IReadOnlyDictionary<string, string> OfUpsert(ChangeSummary change, long source, long updated) => Format(
        ("numSourceRows", source),
        ("numOutputRows", source + change.CopiedRows),
        ("numTargetRowsInserted", source - updated),
        ("numTargetRowsUpdated", updated),
        ("numTargetRowsDeleted", 0),
        ("numTargetRowsCopied", change.CopiedRows),
        ("numTargetFilesAdded", change.Adds.Count),
        ("numTargetFilesRemoved", change.Removes.Count),
        ("numTargetDeletionVectorsAdded", change.VectorCount));

    public static IReadOnlyDictionary<string, string> OfDelete(ChangeSummary change) => Format(
        ("numDeletedRows", change.FoundRows),
        ("numCopiedRows", change.CopiedRows),
        ("numAddedFiles", change.Adds.Count),
        ("numRemovedFiles", change.Removes.Count),
        ("numDeletionVectorsAdded", change.VectorCount),
        ("numAddedChangeFiles", change.Changes.Count));

    public static IReadOnlyDictionary<string, string> OfUpdate(ChangeSummary change) => Format(
        ("numUpdatedRows", change.FoundRows),
        ("numCopiedRows", change.CopiedRows),
        ("numAddedFiles", change.Adds.Count),
        ("numRemovedFiles", change.Removes.Count),
        ("numDeletionVectorsAdded", change.VectorCount),
        ("numAddedChangeFiles", change.Changes.Count));

    private static Dictionary<string, string> Format(params ReadOnlySpan<(string Name, long Value)> numbers)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in numbers)
        {
            texts.Add(name, value.ToString(CultureInfo.InvariantCulture));
        }

        return texts;
    }
}

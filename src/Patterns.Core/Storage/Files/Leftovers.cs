namespace Patterns.Core.Storage.Files;

/// <summary>Finds and deletes the temporary files of writers that were killed.</summary>
internal static class Leftovers
{
    private static readonly EnumerationOptions BelowWithoutLinks = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    public static int Delete(string folder, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", BelowWithoutLinks) : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TemporaryName.Matches(Path.GetFileName(file.AsSpan())) && File.GetLastWriteTimeUtc(file) < before.UtcDateTime)
            {
                File.Delete(file);
                deleted++;
            }
        }

        return deleted;
    }
}

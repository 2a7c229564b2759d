using Patterns.Core;

namespace Patterns.Updates.Files;

/// <summary>The file <c>feed.json</c> of a feed's folder. A folder without one is no feed: it is what is left of one that was being created or deleted.</summary>
internal static class FeedFile
{
    public const string Name = "feed.json";

    /// <summary>Writes the file durably, in one step.</summary>
    public static void Save(string folder, FeedDescription feed) => DurableFiles.Replace(Path.Join(folder, Name), feed.ToJson());

    /// <exception cref="SegmentDamagedException">The file is not as it was written.</exception>
    public static FeedDescription Load(string folder)
    {
        var path = Path.Join(folder, Name);
        try
        {
            return FeedDescription.FromJson(File.ReadAllBytes(path));
        }
        catch (PayloadFormatException exception)
        {
            throw new SegmentDamagedException(Path.GetFileName(folder), path, 0, $"no description of a feed ({exception.InnerException?.Message})");
        }
    }
}

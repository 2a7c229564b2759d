using Amazon.S3.Model;

namespace Patterns.Storage.S3.Requests;

/// <summary>A number in the metadata of an object that tells which write made it.</summary>
internal sealed class WriteMark(Chance chance)
{
    private const string Name = "x-amz-meta-patterns-write";

    public static void Put(MetadataCollection metadata, string mark) => metadata[Name] = mark;

    /// <summary>The mark of an object; null when somebody else's program wrote it.</summary>
    public static string? Of(MetadataCollection metadata) => metadata[Name];

    public string Next() => chance.NextText();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Updates.Feeds;

namespace Patterns.Updates.Files;

/// <summary>The file <c>feed.json</c> of a feed's folder. A folder without one is no feed: it is what is left of one that was being created or deleted.</summary>
internal static class FeedFileFormat
{
    public const string FileName = "feed.json";

    private const int FormatVersion = 1;
    private const string TemporaryName = "feed.json.new";

    /// <summary>Writes the file durably, in one step.</summary>
    public static void Save(string folder, FeedFile feed)
    {
        var configuration = feed.Configuration;
        FeedDocument document = new()
        {
            Format = FormatVersion,
            Name = feed.Name,
            ContentType = configuration.ContentType!,
            TimeToLive = configuration.TimeToLive,
            ExpiresAt = configuration.ExpiresAt,
            RetainFor = configuration.RetainFor,
            RetainBytes = configuration.RetainBytes,
            ForkSource = configuration.Fork?.Source,
            ForkOffset = configuration.Fork?.Offset?.ToString(),
            ForkSubOffset = configuration.Fork?.SubOffset ?? 0,
            Epoch = feed.Lineage.Epoch,
            Ancestors = [.. feed.Lineage.Ancestors.Select(static ancestor => new AncestorDocument { Feed = ancestor.Feed, Epoch = ancestor.Epoch, LastSequence = ancestor.LastSequence })],
            IsDeleted = feed.IsDeleted,
        };
        var temporary = Path.Join(folder, TemporaryName);
        using (var handle = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, JsonSerializer.SerializeToUtf8Bytes(document, FeedDocumentContext.Default.FeedDocument), 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(temporary, Path.Join(folder, FileName), overwrite: true);
        FolderFlush.Run(folder);
    }

    /// <exception cref="SegmentDamagedException">The file is not as it was written.</exception>
    public static FeedFile Load(string folder)
    {
        var path = Path.Join(folder, FileName);
        try
        {
            var document = JsonSerializer.Deserialize(File.ReadAllBytes(path), FeedDocumentContext.Default.FeedDocument);
            return document is { Format: FormatVersion } ? Read(document) : throw new JsonException($"format {document?.Format} where {FormatVersion} is known");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OffsetFormatException)
        {
            throw new SegmentDamagedException(Path.GetFileName(folder), path, 0, $"no description of a feed ({exception.Message})");
        }
    }

    private static FeedFile Read(FeedDocument document) => new(
        document.Name,
        new FeedConfiguration
        {
            ContentType = document.ContentType,
            TimeToLive = document.TimeToLive,
            ExpiresAt = document.ExpiresAt,
            RetainFor = document.RetainFor,
            RetainBytes = document.RetainBytes,
            Fork = document.ForkSource is { } source
                ? new ForkPoint(source, document.ForkOffset is { } offset ? UpdateOffset.Parse(offset) : null, document.ForkSubOffset)
                : null,
        },
        new FeedLineage(document.Epoch, document.Ancestors.Select(static ancestor => new FeedLineage.Ancestor(ancestor.Feed, ancestor.Epoch, ancestor.LastSequence))),
        document.IsDeleted);
}

/// <summary>What is in the file.</summary>
internal sealed class FeedDocument
{
    public int Format { get; set; }

    public required string Name { get; set; }

    public required string ContentType { get; set; }

    public TimeSpan? TimeToLive { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public TimeSpan? RetainFor { get; set; }

    public long? RetainBytes { get; set; }

    public string? ForkSource { get; set; }

    public string? ForkOffset { get; set; }

    public long ForkSubOffset { get; set; }

    public required long Epoch { get; set; }

    public required IReadOnlyList<AncestorDocument> Ancestors { get; set; }

    public bool IsDeleted { get; set; }
}

/// <summary>A feed that updates were inherited of.</summary>
internal sealed class AncestorDocument
{
    public required string Feed { get; set; }

    public required long Epoch { get; set; }

    public required long LastSequence { get; set; }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedDocument))]
internal sealed partial class FeedDocumentContext : JsonSerializerContext;

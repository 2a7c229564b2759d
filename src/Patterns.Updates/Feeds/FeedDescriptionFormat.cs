using System.Text.Json;
using System.Text.Json.Serialization;

namespace Patterns.Updates.Feeds;

/// <summary>Descriptions of feeds as JSON.</summary>
internal static class FeedDescriptionFormat
{
    private const int FormatVersion = 1;

    public static byte[] Write(FeedDescription feed)
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
        return JsonSerializer.SerializeToUtf8Bytes(document, FeedDocumentContext.Default.FeedDocument);
    }

    public static FeedDescription Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var document = JsonSerializer.Deserialize(json, FeedDocumentContext.Default.FeedDocument);
            return document is { Format: FormatVersion } ? Read(document) : throw new JsonException($"format {document?.Format} where {FormatVersion} is known");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or OffsetFormatException)
        {
            throw new PayloadFormatException("description of a feed", "a description of a feed", exception);
        }
    }

    private static FeedDescription Read(FeedDocument document) => new(
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
        new FeedLineage(document.Epoch, document.Ancestors.Select(static ancestor => new FeedAncestor(ancestor.Feed, ancestor.Epoch, ancestor.LastSequence))),
        document.IsDeleted);
}

/// <summary>What is in the document.</summary>
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

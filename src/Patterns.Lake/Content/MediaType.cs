using System.Text;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Content;

/// <summary>Media types by the first bytes of a file, and by its name.</summary>
/// <remarks>Sources: IANA's registry of media types; the magic numbers in each format's specification.</remarks>
internal static class MediaType
{
    public const string Unknown = "application/octet-stream";
    public const string PlainText = "text/plain";
    public const string Csv = "text/csv";
    public const string TabSeparated = "text/tab-separated-values";
    public const string Json = "application/json";
    public const string JsonLines = "application/x-ndjson";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.Ordinal)
    {
        [".csv"] = Csv,
        [".tsv"] = TabSeparated,
        [".tab"] = TabSeparated,
        [".psv"] = Csv,
        [".json"] = Json,
        [".ndjson"] = JsonLines,
        [".jsonl"] = JsonLines,
        [".geojson"] = Json,
        [".txt"] = PlainText,
        [".log"] = PlainText,
        [".md"] = PlainText,
        [".yaml"] = PlainText,
        [".yml"] = PlainText,
        [".xml"] = "application/xml",
        [".html"] = "text/html",
        [".svg"] = "image/svg+xml",
        [".parquet"] = "application/vnd.apache.parquet",
        [".pdf"] = "application/pdf",
        [".gz"] = "application/gzip",
        [".zip"] = "application/zip",
        [".zst"] = "application/zstd",
        [".bz2"] = "application/x-bzip2",
        [".xz"] = "application/x-xz",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".mp4"] = "video/mp4",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".ogg"] = "audio/ogg",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>The media type of the content; text whose kind the bytes leave open is <c>text/plain</c>.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="path">Path of the file, which decides only where the bytes do not (brotli).</param>
    public static string Of(ReadOnlySpan<byte> head, string path) => head switch
    {
        [0x1F, 0x8B, ..] => "application/gzip",
        [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..] => OfName(path) is { } name && name.StartsWith("application/vnd.openxml", StringComparison.Ordinal) ? name : "application/zip",
        [0x28, 0xB5, 0x2F, 0xFD, ..] => "application/zstd",
        [(byte)'B', (byte)'Z', (byte)'h', ..] => "application/x-bzip2",
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "application/x-xz",
        [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "application/vnd.apache.parquet",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "application/pdf",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'A', (byte)'V', (byte)'E', ..] => "audio/wav",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "video/mp4",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mpeg",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
        _ => OfText(head, path),
    };

    /// <summary>The media type that the name claims, or null when it claims none.</summary>
    public static string? OfName(string path)
        => ByExtension.GetValueOrDefault(FileName.CompressionOf(path) is { Length: > 0 } compression ? compression : FileName.ExtensionOf(path));

    /// <summary>Whether the type is one of text.</summary>
    public static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType is Json or JsonLines or "application/xml";

    private static string OfText(ReadOnlySpan<byte> head, string path)
    {
        if (FileName.CompressionOf(path) == ".br")
        {
            return "application/x-brotli";
        }

        if (TextEncoding.Detect(head) is null && head.Contains((byte)0))
        {
            return Unknown;
        }

        var start = head.TrimStart("\uFEFF \t\r\n"u8);
        return start switch
        {
            [(byte)'{' or (byte)'[', ..] => Json,
            [(byte)'<', (byte)'?', (byte)'x', (byte)'m', (byte)'l', ..] => "application/xml",
            _ when StartsWith(start, "<!doctype html"u8) || StartsWith(start, "<html"u8) => "text/html",
            _ => PlainText,
        };
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
        => text.Length >= start.Length && Ascii.EqualsIgnoreCase(text[..start.Length], start);
}

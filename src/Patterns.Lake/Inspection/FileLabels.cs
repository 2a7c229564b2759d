using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Csv;

namespace Patterns.Lake.Inspection;

/// <summary>Compares what the name of a file claims with what its content is.</summary>
internal sealed class FileLabels(IObjectStore store, FormatCatalog formats)
{
    private static readonly string[] CompressionTypes = ["application/gzip", "application/zip", "application/zstd", "application/x-bzip2", "application/x-xz", "application/x-brotli"];

    /// <summary>What is wrong with the file by its head, or null.</summary>
    public async Task<FileProblemFound?> CheckAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        if (info.Length == 0)
        {
            return new FileProblemFound(SwampFindingKind.EmptyFile, $"'{info.Path}' is empty.", "Find out whether its upload failed, and delete it.");
        }

        var raw = await HeadOfAsync(info.Path, cancellationToken).ConfigureAwait(false);
        var actual = MediaType.Of(raw, info.Path);
        var claimed = MediaType.OfName(info.Path);
        if (claimed is not null && CompressionTypes.Contains(claimed) != CompressionTypes.Contains(actual))
        {
            return Mislabelled(info.Path, claimed, actual);
        }

        try
        {
            var content = await FileContent.OpenAsync(store, info.Path, null, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                var bytes = new byte[FileHead.MaxLength];
                var length = await content.Stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return Check(new FileHead(info.Path, bytes.AsMemory(0, length), length < bytes.Length));
            }
        }
        catch (Exception error) when (error is LakeFormatException or InvalidDataException)
        {
            return Unreadable(info.Path, (error as LakeFormatException)?.Problem ?? $"its compressed content is damaged: {error.Message}");
        }
    }

    private FileProblemFound? Check(FileHead head)
    {
        var claimed = MediaType.OfName(head.Extension);
        var isRowsClaimed = claimed is MediaType.Csv or MediaType.TabSeparated or MediaType.Json or MediaType.JsonLines;
        var actual = formats.Detect(head)?.Format is { } format ? MediaTypeOf(format) : MediaType.Of(head.Bytes.Span, head.Path);
        if (claimed is null || claimed == actual || (claimed == MediaType.PlainText && MediaType.IsText(actual)) || (!isRowsClaimed && MediaType.IsText(actual) && MediaType.IsText(claimed)))
        {
            return null;
        }

        var areBothJson = claimed is MediaType.Json or MediaType.JsonLines && actual is MediaType.Json or MediaType.JsonLines;
        return areBothJson ? null
            : isRowsClaimed && actual == MediaType.PlainText ? Unreadable(head.Path, $"its name claims {claimed}, but no rows can be told apart in it.")
            : Mislabelled(head.Path, claimed, actual);
    }

    private static string MediaTypeOf(RecordFormat format) => format switch
    {
        CsvFormat { Dialect.Delimiter: (byte)'\t' } => MediaType.TabSeparated,
        CsvFormat => MediaType.Csv,
        { Name: "ndjson" } => MediaType.JsonLines,
        { Name: "json" } => MediaType.Json,
        _ => MediaType.PlainText,
    };

    private async Task<byte[]> HeadOfAsync(string path, CancellationToken cancellationToken)
    {
        var reader = await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var head = new byte[Math.Min(reader.Length, 4096)];
            await reader.ReadAsync(0, head, cancellationToken).ConfigureAwait(false);
            return head;
        }
    }

    private static FileProblemFound Mislabelled(string path, string claimed, string actual) => new(
        SwampFindingKind.MislabelledFile, $"The name of '{path}' claims {claimed}, but its content is {actual}.", "Land it under a name with the right extension.");

    private static FileProblemFound Unreadable(string path, string problem) => new(
        SwampFindingKind.UnreadableFile, $"'{path}' cannot be read: {problem}", "Land it again from its source.");
}

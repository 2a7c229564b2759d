using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Discovery;

/// <summary>Finds the columns of a file by its head alone.</summary>
internal sealed class FileSketcher(IObjectStore store, FormatCatalog formats, NullSpellings nullSpellings)
{
    /// <summary>The names of the columns, empty for an empty file, null when the file cannot be read as rows.</summary>
    public async Task<IReadOnlyList<string>?> SketchAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        try
        {
            var content = await FileContent.OpenAsync(store, info.Path, null, cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                var bytes = new byte[FileHead.MaxLength];
                var length = await content.Stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return Sketch(new FileHead(info.Path, bytes.AsMemory(0, length), length < bytes.Length));
            }
        }
        catch (Exception error) when (error is LakeFormatException or InvalidDataException)
        {
            return null;
        }
    }

    private List<string>? Sketch(FileHead head)
    {
        if (head.Text.IsEmpty)
        {
            return [];
        }

        if (formats.Detect(head) is not { } match)
        {
            return null;
        }

        var context = new ProfileContext { File = head.Path, SetAside = NoSink.Instance, NullSpellings = nullSpellings };
        using var profiler = match.Format.CreateProfiler(context);
        var window = head.Bytes.Span;
        int consumed;
        do
        {
            consumed = profiler.Consume(window, head.IsWhole);
            window = window[consumed..];
        }
        while (consumed > 0);
        return [.. profiler.Complete().Columns.Members.Select(static member => member.Name)];
    }
}

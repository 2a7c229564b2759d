using System.Text;
using Patterns.Core;
using Patterns.Lake.Content;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Reading;

/// <summary>Reads a file once to find out its format, its encoding and what all of its values can be read as.</summary>
internal sealed class FileInference(IObjectStore store, FormatCatalog formats, NullSpellings nullSpellings, int maxRecordBytes)
{
    /// <summary>Looks at every byte of the file; again if it turns out not to be UTF-8, or if another format may read it better.</summary>
    /// <exception cref="LakeFormatException">The file cannot be read as rows.</exception>
    public async Task<LakeFile> InferAsync(ObjectInfo info, CancellationToken cancellationToken)
    {
        try
        {
            var pass = new Pass(null, VerifyUtf8: false, null);
            var census = new Utf8Census();
            var (file, alternative) = await ProfileAsync(info, pass, census, cancellationToken).ConfigureAwait(false);
            if (census.InvalidCount > 0)
            {
                // More broken bytes than well-formed characters: the file is in another encoding. Fewer: it is UTF-8 with broken rows.
                pass = census.InvalidCount > census.MultiByteCount ? pass with { Encoding = TextEncoding.Latin } : pass with { VerifyUtf8 = true };
                (file, alternative) = await ProfileAsync(info, pass, null, cancellationToken).ConfigureAwait(false);
            }

            if (alternative is not null)
            {
                var (other, _) = await ProfileAsync(info, pass with { Format = alternative }, null, cancellationToken).ConfigureAwait(false);
                file = other.MalformedRowCount < file.MalformedRowCount ? other : file;
            }

            return file;
        }
        catch (InvalidDataException error)
        {
            throw new LakeFormatException(info.Path, $"its compressed content is damaged: {error.Message} Land it again.", error);
        }
    }

    private async Task<(LakeFile File, RecordFormat? Alternative)> ProfileAsync(ObjectInfo info, Pass pass, Utf8Census? census, CancellationToken cancellationToken)
    {
        var content = await FileContent.OpenAsync(store, info.Path, pass.Encoding, cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            using var window = new ContentWindow(content.Stream);
            var first = await window.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            census?.Append(first.Span);

            var context = new ProfileContext { File = info.Path, SetAside = NoSink.Instance, NullSpellings = nullSpellings, MaxRecordBytes = maxRecordBytes, VerifyUtf8 = pass.VerifyUtf8 };
            var head = new FileHead(info.Path, window.Memory[..Math.Min(window.Memory.Length, FileHead.MaxLength)], window.IsFinal && window.Memory.Length <= FileHead.MaxLength);
            var isEmpty = window.IsFinal && head.Text.IsEmpty;
            var format = isEmpty ? null : pass.Format ?? Detect(info.Path, head);
            var (profile, alternative) = format is null
                ? (new FileProfile(new ObjectProfile(context), 0, ["the file is empty"]), null)
                : await RunAsync(format, context, window, census, cancellationToken).ConfigureAwait(false);
            var file = new LakeFile(info, Name(content.Compression), Name(content.Encoding), profile)
            {
                Reader = format,
                Transcoding = content.Encoding,
                HasInvalidUtf8 = pass.VerifyUtf8,
                Notes = [.. EncodingNotes(content.Encoding, pass.VerifyUtf8), .. profile.Notes],
            };
            return (file, alternative);
        }
    }

    private RecordFormat Detect(string path, FileHead head)
        => formats.Detect(head)?.Format ?? throw new LakeFormatException(path, UnknownFormat.Describe(head));

    private static async Task<(FileProfile Profile, RecordFormat? Alternative)> RunAsync(
        RecordFormat format, ProfileContext context, ContentWindow window, Utf8Census? census, CancellationToken cancellationToken)
    {
        using var profiler = format.CreateProfiler(context);
        while (true)
        {
            int consumed;
            do
            {
                consumed = profiler.Consume(window.Bytes, window.IsFinal);
                window.Advance(consumed);
            }
            while (consumed > 0);
            if (window.IsFinal)
            {
                census?.Complete();
                return window.Bytes.IsEmpty
                    ? (profiler.Complete(), profiler.Alternative)
                    : throw new InvalidOperationException($"The reader of {format.Name} left {window.Bytes.Length} bytes at the end of '{context.File}'.");
            }

            var more = await window.ReadMoreAsync(cancellationToken).ConfigureAwait(false);
            census?.Append(more.Span);
        }
    }

    private static string[] EncodingNotes(Encoding? encoding, bool verifyUtf8)
        => encoding == TextEncoding.Latin ? [$"the file is not UTF-8; it is read as {encoding.WebName}, a superset of Latin-1"]
            : encoding is not null ? [$"the file is read as {encoding.WebName}"]
            : verifyUtf8 ? ["the file is UTF-8 except for some rows, which are set aside"]
            : [];

    private static string Name(Encoding? encoding) => encoding?.WebName ?? "utf-8";

    private static string Name(Compression compression) => compression.ToString().ToLowerInvariant();

    /// <summary>How the file is looked at: its encoding if not UTF-8, whether rows may hold broken bytes, its format if it is not to be detected.</summary>
    private sealed record Pass(Encoding? Encoding, bool VerifyUtf8, RecordFormat? Format);
}

using System.IO.Compression;
using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;

namespace Patterns.Lake.Content;

/// <summary>The content of a file as a stream of UTF-8, decompressed and transcoded. Not safe for use by several threads at once.</summary>
internal sealed class FileContent : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _owned;

    private FileContent(Stream stream, Compression compression, Encoding? encoding, List<IAsyncDisposable> owned)
    {
        Stream = stream;
        Compression = compression;
        Encoding = encoding;
        _owned = owned;
    }

    /// <summary>The bytes as UTF-8, from the first one.</summary>
    public Stream Stream { get; }

    public Compression Compression { get; }

    /// <summary>The encoding that is transcoded from; null when the bytes are passed on as they are.</summary>
    public Encoding? Encoding { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="store">The store that holds it.</param>
    /// <param name="path">Its path.</param>
    /// <param name="encoding">The encoding if it is known; null to look for marks of UTF-16 and UTF-32, else UTF-8 is taken as it is.</param>
    /// <param name="cancellationToken">Ends the reads.</param>
    /// <exception cref="LakeFormatException">The compression is none that can be read.</exception>
    public static async Task<FileContent> OpenAsync(IObjectStore store, string path, Encoding? encoding, CancellationToken cancellationToken)
    {
        var owned = new List<IAsyncDisposable>();
        try
        {
            var file = new ObjectReadStream(await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false));
            owned.Add(file);
            var head = await PeekAsync(file, CompressionDetection.HeadLength, cancellationToken).ConfigureAwait(false);
            var compression = CompressionDetection.Of(head, path);
            var plain = await DecompressAsync(file, compression, path, owned, cancellationToken).ConfigureAwait(false);
            return await TranscodeAsync(plain, compression, encoding, owned, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAllAsync(owned).ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => DisposeAllAsync(_owned);

    private static async Task<byte[]> PeekAsync(ObjectReadStream file, int length, CancellationToken cancellationToken)
    {
        var head = new byte[length];
        var read = await file.ReadAsync(head, cancellationToken).ConfigureAwait(false);
        file.Position = 0;
        return head[..read];
    }

    private static async Task<Stream> DecompressAsync(
        ObjectReadStream file, Compression compression, string path, List<IAsyncDisposable> owned, CancellationToken cancellationToken)
    {
        switch (compression)
        {
            case Compression.None:
                return file;
            case Compression.Gzip:
                return Own(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true), owned);
            case Compression.Brotli:
                return Own(new BrotliStream(file, CompressionMode.Decompress, leaveOpen: true), owned);
            case Compression.Zip:
                return Own(await OpenMemberAsync(file, path, owned, cancellationToken).ConfigureAwait(false), owned);
            default:
                throw new LakeFormatException(path, $"it is compressed with {compression}, which this version does not decompress. Decompress it before it is landed, or use gzip, brotli or zip.");
        }
    }

    private static async Task<Stream> OpenMemberAsync(ObjectReadStream file, string path, List<IAsyncDisposable> owned, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken).ConfigureAwait(false);
        owned.Add(archive);
        var members = archive.Entries.Where(static entry => !entry.FullName.EndsWith('/')).ToList();
        return members.Count == 1
            ? await members[0].OpenAsync(cancellationToken).ConfigureAwait(false)
            : throw new LakeFormatException(path, $"it is a zip archive of {members.Count} members, and only archives of one member are read in place. Land the members as files of their own.");
    }

    private static async Task<FileContent> TranscodeAsync(
        Stream plain, Compression compression, Encoding? encoding, List<IAsyncDisposable> owned, CancellationToken cancellationToken)
    {
        var head = new byte[FileHead.MaxLength];
        var length = await plain.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var whole = new PrefixedStream(head.AsMemory(0, length), plain);
        encoding ??= TextEncoding.Detect(head.AsSpan(0, length));
        var stream = encoding is null ? whole : Own(Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8, leaveOpen: true), owned);
        return new FileContent(stream, compression, encoding, owned);
    }

    private static Stream Own(Stream stream, List<IAsyncDisposable> owned)
    {
        owned.Add(stream);
        return stream;
    }

    private static async ValueTask DisposeAllAsync(List<IAsyncDisposable> owned)
    {
        for (var index = owned.Count - 1; index >= 0; index--)
        {
            await owned[index].DisposeAsync().ConfigureAwait(false);
        }

        owned.Clear();
    }
}

using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake;

/// <summary>A file of a dataset and what it was found to be. Immutable.</summary>
public sealed class LakeFile
{
    internal LakeFile(ObjectInfo info, string compression, string encoding, FileProfile profile)
    {
        Info = info;
        Compression = compression;
        Encoding = encoding;
        Profile = profile;
    }

    /// <summary>Path in its store.</summary>
    public string Path => Info.Path;

    /// <summary>Size in bytes, as stored.</summary>
    public long Length => Info.Length;

    /// <summary>When it was last written, UTC.</summary>
    public DateTimeOffset LastModified => Info.LastModified;

    /// <summary>Short name of its format: <c>csv</c>, <c>ndjson</c>, <c>json</c> and so on; <c>none</c> for an empty file.</summary>
    public string Format => Reader?.Name ?? "none";

    /// <summary>One line on the settings that were detected and by what; empty for an empty file.</summary>
    public string FormatDescription => Reader?.Description ?? "";

    /// <summary>How it is compressed: <c>none</c>, <c>gzip</c>, <c>brotli</c> or <c>zip</c>.</summary>
    public string Compression { get; }

    /// <summary>Name of the encoding, such as <c>utf-8</c>, <c>utf-16</c> or <c>windows-1252</c>.</summary>
    public string Encoding { get; }

    /// <summary>Rows that were seen by inference: those well formed and those set aside.</summary>
    public long RowCount => Profile.RowsRead;

    /// <summary>Of <see cref="RowCount"/>, rows that are malformed and are set aside by every read.</summary>
    public long MalformedRowCount => Profile.RowsSetAside;

    /// <summary>What a person should know of the file, one sentence each; often empty.</summary>
    public IReadOnlyList<string> Notes { get; internal init; } = [];

    internal ObjectInfo Info { get; }

    internal RecordFormat? Reader { get; init; }

    internal FileProfile Profile { get; }

    /// <summary>The encoding to transcode from; null for UTF-8.</summary>
    internal Encoding? Transcoding { get; init; }

    internal bool HasInvalidUtf8 { get; init; }

    /// <summary>Path, format and rows.</summary>
    public override string ToString() => $"{Path}: {Format}, {RowCount} rows";
}

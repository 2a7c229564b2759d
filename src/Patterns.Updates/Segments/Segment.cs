using System.Globalization;
using Patterns.Updates.Files;

namespace Patterns.Updates.Segments;

/// <summary>A file of a feed. The last one grows; those before it never change.</summary>
internal sealed class Segment(ILogFile file, SegmentHeader header) : IDisposable
{
    public const string Extension = ".seg";

    public ILogFile File { get; } = file;

    public SegmentHeader Header { get; } = header;

    public SegmentIndex Index { get; } = new();

    public string Name => NameOf(Header.FirstSequence);

    /// <summary>Where the next batch goes. Of a segment that does not grow, its length.</summary>
    public long Position { get; set; } = SegmentHeader.Length;

    public static string NameOf(long firstSequence) => firstSequence.ToString("x16", CultureInfo.InvariantCulture) + Extension;

    public void Dispose() => File.Dispose();
}

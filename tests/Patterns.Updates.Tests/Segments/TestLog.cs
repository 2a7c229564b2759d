using System.Globalization;
using System.Text;
using Patterns.Testing;
using Patterns.Updates.Feeds;
using Patterns.Updates.Metrics;
using Patterns.Updates.Segments;

namespace Patterns.Updates.Tests.Segments;

/// <summary>A log over a folder in memory, and what it takes to open one.</summary>
internal sealed class TestLog : IDisposable
{
    private const long Epoch = 77;

    private static readonly FeedConfiguration Configuration = new() { ContentType = "text/plain" };

    private readonly FeedMetrics _metrics = new(null);
    private readonly SegmentLogSettings _settings;

    private TestLog(TestLogFolder folder, ManualTimeProvider time, long segmentBytes, bool isFlushed, long tailBytes)
    {
        Folder = folder;
        _settings = new SegmentLogSettings(new SegmentClock(time, new Random(3)), _metrics, 1 << 20, tailBytes, segmentBytes, isFlushed);
        Segments = new SegmentSettings("test", "text/plain", segmentBytes, isFlushed);
    }

    public TestLogFolder Folder { get; }

    public SegmentUpdateLog Log { get; private set; } = null!;

    private SegmentSettings Segments { get; }

    public static TestLog Create(long segmentBytes = 1 << 16, bool isFlushed = false, ManualTimeProvider? time = null, long tailBytes = 0)
    {
        TestLog log = new(new TestLogFolder(), time ?? new ManualTimeProvider(), segmentBytes, isFlushed, tailBytes);
        SegmentHeader header = new(log._settings.Clock.NextSalt(), Epoch, 1, log._settings.Clock.NowTicks, isFlushed);
        SegmentWriter.Create(log.Folder, log.Segments, header, new FeedWriters(), segmentBytes);
        log.Open();
        return log;
    }

    /// <exception cref="SegmentDamagedException">The log is not as it was written.</exception>
    public static TestLog Open(TestLogFolder folder, long segmentBytes = 1 << 16, bool isFlushed = false)
    {
        TestLog log = new(folder, new ManualTimeProvider(), segmentBytes, isFlushed, tailBytes: 0);
        try
        {
            log.Open();
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public async Task AppendAsync(int number, int length = 10)
        => await Log.AppendAsync(new AppendRequest([new NewUpdate(Payload(number, length)), new NewUpdate(Payload(-number, length)) { Key = "k", Type = "t" }])
        {
            Producer = new ProducerPosition("p", 0, number),
        });

    public async Task<List<string>> ReadAllAsync()
    {
        List<string> texts = [];
        var cursor = UpdateOffset.Start;
        UpdatePage page;
        do
        {
            page = await Log.ReadAsync(cursor);
            texts.AddRange(page.Updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span).TrimEnd('.')));
            cursor = page.Next;
        }
        while (!page.IsUpToDate);

        return texts;
    }

    public static IEnumerable<string> Expected(int count)
        => Enumerable.Range(0, count).SelectMany(static number => new[] { number, -number }).Select(static number => number.ToString(CultureInfo.InvariantCulture));

    public void Dispose()
    {
        Log?.Dispose();
        _metrics.Dispose();
    }

    private static byte[] Payload(int number, int length) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture).PadRight(length, '.'));

    private void Open()
    {
        var recovered = SegmentRecovery.Open(Folder, Segments, Epoch);
        Log = new SegmentUpdateLog(
            new FeedDescription("test", Configuration, new FeedLineage(Epoch)), recovered, new FeedLifetime(Configuration, _settings.Clock.TimeProvider), _settings);
    }
}

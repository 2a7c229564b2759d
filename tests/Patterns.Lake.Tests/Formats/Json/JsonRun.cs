using System.Text;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Json;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats.Json;

/// <summary>A run of a format over bytes in windows: the rows as JSON text, what was set aside, and the counts.</summary>
internal sealed class JsonRun
{
    public List<string> Rows { get; } = [];

    public List<string> SetAside { get; } = [];

    public long RowsRead { get; private set; }

    public long RowsSetAside { get; private set; }

    /// <summary>Everything that must not depend on how the file is cut.</summary>
    public string Everything => $"{RowsRead} read, {RowsSetAside} set aside\n{string.Join('\n', Rows)}\n---\n{string.Join('\n', SetAside)}";

    /// <summary>The rows of a text with columns of the given types.</summary>
    public static JsonRun Read(string text, Schema schema, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
        => Read(Encoding.UTF8.GetBytes(text), schema, windowLength, maxRecordBytes);

    public static JsonRun Read(byte[] bytes, Schema schema, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20, int batchRows = 3)
    {
        var run = new JsonRun();
        var plan = new ReadPlan([.. schema.Fields.Select(static field => new ColumnPlan(field.Name, Plan(field.Type)))], NullSpellings.Default, batchRows);
        using var decoder = Format(bytes).CreateDecoder(plan, new RecordContext { File = "test.json", MaxRecordBytes = maxRecordBytes, VerifyUtf8 = true, SetAside = new Sink(run) });
        Feed(decoder, bytes, windowLength, () =>
        {
            if (decoder.BatchRowCount >= batchRows)
            {
                run.Take(decoder);
            }
        });
        run.Take(decoder);
        run.Count(decoder);
        return run;
    }

    public static JsonRun Profile(byte[] bytes, out FileProfile profile, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
    {
        var run = new JsonRun();
        var context = new ProfileContext
        {
            File = "test.json",
            MaxRecordBytes = maxRecordBytes,
            VerifyUtf8 = true,
            SetAside = new Sink(run),
            NullSpellings = NullSpellings.Default,
        };
        using var profiler = Format(bytes).CreateProfiler(context);
        Feed(profiler, bytes, windowLength, static () => { });
        profile = profiler.Complete();
        run.Count(profiler);
        return run;
    }

    public static RecordFormat Format(byte[] bytes)
        => new JsonFormatDetector().Detect(new FileHead("test.json", bytes.AsMemory(0, Math.Min(bytes.Length, FileHead.MaxLength)), bytes.Length <= FileHead.MaxLength))!.Value.Format;

    public static ValuePlan Plan(DataType type) => new(type, DateOrder.YearMonthDay, type switch
    {
        StructType fields => [.. fields.Fields.Select(static field => Plan(field.Type))],
        ListType list => [Plan(list.Element)],
        MapType map => [Plan(map.Value)],
        _ => [],
    });

    private static void Feed(RecordConsumer consumer, byte[] bytes, int windowLength, Action afterEach)
    {
        var start = 0;
        var length = Math.Min(windowLength, bytes.Length);
        while (true)
        {
            var isFinal = start + length == bytes.Length;
            var consumed = consumer.Consume(bytes.AsSpan(start, length), isFinal);
            afterEach();
            start += consumed;
            if (isFinal && start == bytes.Length)
            {
                consumer.Consume([], isFinal: true);
                return;
            }

            length = (int)Math.Min((consumed == 0 ? length : 0L) + windowLength, bytes.Length - start);
        }
    }

    private void Take(RecordDecoder decoder)
    {
        using var batch = decoder.TakeBatch();
        if (batch.Schema.Count == 0)
        {
            Rows.AddRange(Enumerable.Repeat("", batch.RowCount));
            return;
        }

        var texts = batch.Columns.Select(JsonText.FromColumn).ToArray();
        for (var row = 0; row < batch.RowCount; row++)
        {
            Rows.Add(string.Join(" | ", texts.Select(text => text.GetString(row) ?? "null")));
        }
    }

    private void Count(RecordConsumer consumer)
    {
        RowsRead = consumer.RowsRead;
        RowsSetAside = consumer.RowsSetAside;
    }

    private sealed class Sink(JsonRun run) : ISetAsideSink
    {
        public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
            => run.SetAside.Add($"{position.LineNumber}:{position.ByteOffset} {reason}: {JsonEncodedText.Encode(raw)}");
    }
}

using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats;

/// <summary>A run of a format over bytes in windows: the rows as JSON text, what was set aside, and the counts.</summary>
internal sealed class FormatRun
{
    public List<string> Rows { get; } = [];

    public List<string> SetAside { get; } = [];

    public long RowsRead { get; private set; }

    public long RowsSetAside { get; private set; }

    /// <summary>Everything that must not depend on how the file is cut.</summary>
    public string Everything => $"{RowsRead} read, {RowsSetAside} set aside\n{string.Join('\n', Rows)}\n---\n{string.Join('\n', SetAside)}";

    /// <summary>The rows of a file with columns of the given types.</summary>
    public static FormatRun Read(RecordFormat format, byte[] bytes, Schema schema, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20, int batchRows = 3)
    {
        var run = new FormatRun();
        var plan = new ReadPlan([.. schema.Fields.Select(static field => new ColumnPlan(field.Name, Plan(field.Type)))], NullSpellings.Default, batchRows);
        var context = new RecordContext { File = "test", MaxRecordBytes = maxRecordBytes, VerifyUtf8 = true, SetAside = new Sink(run) };
        using var decoder = format.CreateDecoder(plan, context);
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

    public static FormatRun Profile(RecordFormat format, byte[] bytes, out FileProfile profile, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
    {
        var run = new FormatRun();
        var context = new ProfileContext
        {
            File = "test",
            MaxRecordBytes = maxRecordBytes,
            VerifyUtf8 = true,
            SetAside = new Sink(run),
            NullSpellings = NullSpellings.Default,
        };
        using var profiler = format.CreateProfiler(context);
        Feed(profiler, bytes, windowLength, static () => { });
        profile = profiler.Complete();
        run.Count(profiler);
        return run;
    }

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

    private sealed class Sink(FormatRun run) : ISetAsideSink
    {
        public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
            => run.SetAside.Add($"{position.LineNumber}:{position.ByteOffset} {reason}: {JsonEncodedText.Encode(raw)}");
    }
}

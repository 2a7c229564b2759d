using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Csv;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats.Csv;

/// <summary>A read of delimited text cut into windows: the rows, what was set aside, and the counts.</summary>
internal sealed class CsvRun : ISetAsideSink
{
    public static readonly CsvDialect Comma = new((byte)',', (byte)'"', null, null);

    public List<string> Rows { get; } = [];

    public List<string> SetAsideRows { get; } = [];

    public long RowsRead { get; private set; }

    public long RowsSetAside { get; private set; }

    /// <summary>Everything that must not depend on how the file is cut.</summary>
    public string Everything => $"{RowsRead} read, {RowsSetAside} set aside\n{string.Join('\n', Rows)}\n---\n{string.Join('\n', SetAsideRows)}";

    /// <summary>Reads columns c1, c2 and so on with the types of a plan.</summary>
    public static CsvRun Read(byte[] bytes, CsvDialect dialect, int columnCount, ReadPlan plan, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20, bool verifyUtf8 = false)
    {
        var run = new CsvRun();
        var format = new CsvFormat(dialect, [.. Names(columnCount)], RecordPosition.Start, "", []);
        using var decoder = format.CreateDecoder(plan, new RecordContext { File = "test.csv", MaxRecordBytes = maxRecordBytes, VerifyUtf8 = verifyUtf8, SetAside = run });
        Feed(decoder, bytes, windowLength, () =>
        {
            if (decoder.BatchRowCount >= plan.BatchRows)
            {
                run.Take(decoder);
            }
        });
        run.Take(decoder);
        run.RowsRead = decoder.RowsRead;
        run.RowsSetAside = decoder.RowsSetAside;
        return run;
    }

    public static FileProfile Profile(byte[] bytes, CsvDialect dialect, int columnCount, int windowLength = int.MaxValue)
    {
        var run = new CsvRun();
        var format = new CsvFormat(dialect, [.. Names(columnCount)], RecordPosition.Start, "", []);
        using var profiler = format.CreateProfiler(new ProfileContext { File = "test.csv", SetAside = run, NullSpellings = NullSpellings.Default });
        Feed(profiler, bytes, windowLength, static () => { });
        return profiler.Complete();
    }

    public static ReadPlan Plan(int batchRows, params DataType[] types)
        => new([.. types.Zip(Names(types.Length), static (type, name) => new ColumnPlan(name, new ValuePlan(type)))], NullSpellings.Default, batchRows);

    public static ReadPlan Texts(int columnCount, int batchRows = 1000) => Plan(batchRows, [.. Enumerable.Repeat(DataType.String, columnCount)]);

    public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
        => SetAsideRows.Add($"{position.LineNumber}:{position.ByteOffset} {reason}: {Show(Encoding.Latin1.GetString(raw))}");

    private static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(static number => $"c{number}");

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
                return;
            }

            length = (int)Math.Min((consumed == 0 ? length : 0L) + windowLength, bytes.Length - start);
        }
    }

    private void Take(RecordDecoder decoder)
    {
        using var batch = decoder.TakeBatch();
        Rows.AddRange(TestLake.Rows(batch).Select(static row => string.Join('|', row.Select(static value => value is null ? "∅" : Show(value.ToString()!)))));
    }

    private static string Show(string text) => text.Replace("\r", "␍", StringComparison.Ordinal).Replace("\n", "␊", StringComparison.Ordinal);
}

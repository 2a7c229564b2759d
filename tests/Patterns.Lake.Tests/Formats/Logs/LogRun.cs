using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Logs;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats.Logs;

/// <summary>Reads logs by the pattern that they are found to follow.</summary>
internal static class LogRun
{
    public static FormatRun Read(string text, Schema schema, int windowLength = int.MaxValue)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return FormatRun.Read(Detect(bytes)!.Value.Format, bytes, schema, windowLength, batchRows: 1000);
    }

    public static FormatRun Profile(byte[] bytes, out FileProfile profile) => FormatRun.Profile(Detect(bytes)!.Value.Format, bytes, out profile);

    public static FormatMatch? Detect(byte[] bytes)
    {
        var head = new FileHead("test.log", bytes.AsMemory(0, Math.Min(bytes.Length, FileHead.MaxLength)), bytes.Length <= FileHead.MaxLength);
        return new LogFormatDetector().Detect(head);
    }

    public static Schema Columns(params string[] names) => new([.. names.Select(static name => new Field(name.TrimEnd('#', '@'), name[^1] switch
    {
        '#' => DataType.Int64,
        '@' => DataType.Timestamp,
        _ => DataType.String,
    }))]);
}

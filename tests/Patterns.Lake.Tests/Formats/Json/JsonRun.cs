using System.Text;
using Patterns.Core;
using Patterns.Lake.Formats;
using Patterns.Lake.Formats.Json;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Tests.Formats.Json;

/// <summary>Reads texts in the arrangement of JSON that they are found to have.</summary>
internal static class JsonRun
{
    public static FormatRun Read(string text, Schema schema, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
        => Read(Encoding.UTF8.GetBytes(text), schema, windowLength, maxRecordBytes);

    public static FormatRun Read(byte[] bytes, Schema schema, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
        => FormatRun.Read(Format(bytes), bytes, schema, windowLength, maxRecordBytes);

    public static FormatRun Profile(byte[] bytes, out FileProfile profile, int windowLength = int.MaxValue, int maxRecordBytes = 1 << 20)
        => FormatRun.Profile(Format(bytes), bytes, out profile, windowLength, maxRecordBytes);

    public static RecordFormat Format(byte[] bytes)
    {
        var head = new FileHead("test.json", bytes.AsMemory(0, Math.Min(bytes.Length, FileHead.MaxLength)), bytes.Length <= FileHead.MaxLength);
        return new JsonFormatDetector().Detect(head)!.Value.Format;
    }
}

using System.Buffers;
using System.Text.Json;

namespace Patterns.Columnar.Json;

/// <summary>The text of a nested value that is the key of a map: its JSON text. Rare enough to allocate.</summary>
internal static class NestedKey
{
    public static ReadOnlySpan<byte> Text(JsonColumnWriter key, int row)
    {
        var text = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(text);
        key.WriteValue(json, row);
        json.Flush();
        return text.WrittenSpan;
    }
}

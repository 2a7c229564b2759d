using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Reading;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes dictionary codes as pages hold them: their width in one byte, then the runs. Source: parquet-format, Encodings.md, "Dictionary Encoding".</summary>
internal static class DictionaryCodeWriter
{
    public static void Write(ReadOnlySpan<int> codes, int dictionaryCount, BufferBuilder<byte> page)
    {
        if (dictionaryCount == 0)
        {
            return;
        }

        var width = LevelDecoding.BitWidth(dictionaryCount - 1);
        page.Append((byte)width);
        HybridEncoder.Encode(codes, width, page);
    }
}

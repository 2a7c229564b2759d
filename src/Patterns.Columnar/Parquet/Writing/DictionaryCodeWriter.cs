using System.Numerics;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Reading;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Writes dictionary codes as pages hold them: their width in one byte, then the runs. Source: parquet-format, Encodings.md, "Dictionary Encoding".</summary>
internal static class DictionaryCodeWriter
{
    public static void Write(ReadOnlySpan<int> codes, int dictionaryCount, BufferBuilder<byte> page)
    {
        var width = LevelDecoding.BitWidth(dictionaryCount - 1);
        page.Append((byte)width);
        HybridEncoder.Encode(codes, width, page);
    }

    /// <summary>How many runs of equal codes there are.</summary>
    public static int CountRuns(ReadOnlySpan<int> codes)
    {
        var (equal, index) = (0, 1);
        for (; index <= codes.Length - Vector<int>.Count; index += Vector<int>.Count)
        {
            equal -= Vector.Sum(Vector.Equals(new Vector<int>(codes[index..]), new Vector<int>(codes[(index - 1)..])));
        }

        for (; index < codes.Length; index++)
        {
            equal += codes[index] == codes[index - 1] ? 1 : 0;
        }

        return codes.Length - equal;
    }
}

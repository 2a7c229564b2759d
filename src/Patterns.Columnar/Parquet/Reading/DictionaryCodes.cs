using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The dictionary codes of a page, each checked to be an entry of the dictionary. Source: parquet-format, Encodings.md, "Dictionary Encoding".</summary>
internal sealed class DictionaryCodes
{
    private readonly HybridDecoder _decoder = new();
    private int _dictionaryCount;

    public void Start(ReadOnlyMemory<byte> page, int dictionaryCount)
    {
        _dictionaryCount = dictionaryCount;
        var width = page.IsEmpty ? 0 : page.Span[0];
        _decoder.Reset(page.IsEmpty ? page : page[1..], width);
    }

    /// <summary>Decodes the next codes.</summary>
    /// <param name="destination">Filled completely.</param>
    /// <param name="runs">Told of runs of equal codes; null when nobody asks for them.</param>
    /// <exception cref="CorruptDataException">A code is not an entry of the dictionary.</exception>
    public void Decode(Span<int> destination, RunCollector? runs = null)
    {
        _decoder.Decode(destination, runs);
        var largest = Largest(MemoryMarshal.Cast<int, uint>(destination));
        if (!destination.IsEmpty && largest >= (uint)_dictionaryCount)
        {
            throw new CorruptDataException($"dictionary code {largest}, but the dictionary has {_dictionaryCount} entries");
        }
    }

    public void Skip(int count) => _decoder.Skip(count);

    private static uint Largest(ReadOnlySpan<uint> codes)
    {
        var result = 0U;
        var largest = Vector<uint>.Zero;
        while (codes.Length >= Vector<uint>.Count)
        {
            largest = Vector.Max(largest, new Vector<uint>(codes));
            codes = codes[Vector<uint>.Count..];
        }

        for (var lane = 0; lane < Vector<uint>.Count; lane++)
        {
            result = Math.Max(result, largest[lane]);
        }

        foreach (var code in codes)
        {
            result = Math.Max(result, code);
        }

        return result;
    }
}

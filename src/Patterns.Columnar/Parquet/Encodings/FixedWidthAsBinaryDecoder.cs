using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Bytes of one length, handed out as bytes of any length.</summary>
internal sealed class FixedWidthAsBinaryDecoder(FixedWidthDecoder values, int width) : BinaryDecoder
{
    public override void Append(Span<int> starts, BufferBuilder<byte> bytes)
    {
        var start = bytes.Count;
        bytes.Append(values.Take(starts.Length));
        for (var index = 0; index < starts.Length; index++)
        {
            starts[index] = start + (index * width);
        }
    }

    public override void Skip(int count) => values.Skip(count);
}

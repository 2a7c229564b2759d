using System.Numerics;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Integers of another width that are stored in 32 bits, which they fit.</summary>
internal sealed class Int32Form<T> : PlainForm<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public override int Width => sizeof(int);

    public override void Write(ReadOnlySpan<T> values, Span<byte> plain)
    {
        var stored = MemoryMarshal.Cast<byte, int>(plain);
        for (var index = 0; index < values.Length; index++)
        {
            stored[index] = int.CreateTruncating(values[index]);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Values that lie in the file as they do in memory.</summary>
internal sealed class SameForm<T> : PlainForm<T>
    where T : unmanaged
{
    public override int Width => Unsafe.SizeOf<T>();

    public override void Write(ReadOnlySpan<T> values, Span<byte> plain) => MemoryMarshal.AsBytes(values).CopyTo(plain);
}

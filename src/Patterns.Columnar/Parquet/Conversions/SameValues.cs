using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Values that lie in memory as they do in the file.</summary>
internal sealed class SameValues<T> : ValueConversion<T>
    where T : unmanaged
{
    public override int PlainWidth => Unsafe.SizeOf<T>();

    public override void Convert(ReadOnlySpan<byte> plain, Span<T> destination) => plain.CopyTo(MemoryMarshal.AsBytes(destination));
}

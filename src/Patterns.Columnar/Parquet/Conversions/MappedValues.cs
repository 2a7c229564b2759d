using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Parquet.Conversions;

/// <summary>Values that are converted one by one.</summary>
internal sealed class MappedValues<TStored, TValue, TMap> : ValueConversion<TValue>
    where TStored : unmanaged
    where TValue : unmanaged
    where TMap : struct, IValueMap<TStored, TValue>
{
    public override int PlainWidth => Unsafe.SizeOf<TStored>();

    public override void Convert(ReadOnlySpan<byte> plain, Span<TValue> destination)
    {
        var stored = MemoryMarshal.Cast<byte, TStored>(plain)[..destination.Length];
        for (var index = 0; index < stored.Length; index++)
        {
            destination[index] = TMap.Map(stored[index]);
        }
    }
}

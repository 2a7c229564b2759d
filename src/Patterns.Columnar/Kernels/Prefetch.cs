using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Columnar.Kernels;

/// <summary>Asks for memory before it is needed.</summary>
internal static class Prefetch
{
    private const int Distance = 8192;

    /// <summary>Asks for the cache line of a value; nothing is read.</summary>
    /// <param name="values">The values.</param>
    /// <param name="position">0-based position among them.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(Span<T> values, int position)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), position)));
        }
    }

    /// <summary>Asks for what lies two pages after a value, where the processor, which looks ahead only within a page, has not looked yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void NextPages<T>(ref readonly T value)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // Never an access: an address beyond the buffer is ignored.
            Sse.Prefetch1((byte*)Unsafe.AsPointer(ref Unsafe.AsRef(in value)) + Distance);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Columnar.Kernels;

/// <summary>Asks for memory before it is needed.</summary>
internal static class Prefetch
{
    private const int Distance = 8192;

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

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Lake.Kernels;

/// <summary>For each bit, whether an odd number of bits is set up to and including it: with quotes, which bytes are inside them.</summary>
internal static class PrefixParity
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ulong bits)
        => Pclmulqdq.IsSupported
            ? Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(bits), Vector128.CreateScalar(ulong.MaxValue), 0).ToScalar()
            : Scalar(bits);

    public static ulong Scalar(ulong bits)
    {
        bits ^= bits << 1;
        bits ^= bits << 2;
        bits ^= bits << 4;
        bits ^= bits << 8;
        bits ^= bits << 16;
        return bits ^ (bits << 32);
    }
}

using System.Buffers.Binary;

namespace Patterns.Updates.Webhooks.Signing.Ed25519;

/// <summary>
/// A number modulo 2^255 − 19 in five limbs of 51 bits. Works on public data only: its running time depends on the values.
/// </summary>
internal readonly struct FieldElement
{
    private const ulong Mask = (1UL << 51) - 1;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;
    private readonly ulong _e;

    private FieldElement(ulong a, ulong b, ulong c, ulong d, ulong e)
    {
        // One pass of carries: limbs come in below 2^63 and go out below 2^52.
        b += a >> 51;
        c += b >> 51;
        d += c >> 51;
        e += d >> 51;
        _a = (a & Mask) + (19 * (e >> 51));
        _b = b & Mask;
        _c = c & Mask;
        _d = d & Mask;
        _e = e & Mask;
    }

    public static FieldElement Zero => default;

    public static FieldElement One => new(1, 0, 0, 0, 0);

    public bool IsZero => ToBytes().AsSpan().IndexOfAnyExcept((byte)0) < 0;

    /// <summary>Whether the least number equal to this one is odd: the sign of RFC 8032.</summary>
    public bool IsOdd => (ToBytes()[0] & 1) != 0;

    public static FieldElement operator +(FieldElement x, FieldElement y) => new(x._a + y._a, x._b + y._b, x._c + y._c, x._d + y._d, x._e + y._e);

    // 4p is added first, so that no limb falls below zero.
    public static FieldElement operator -(FieldElement x, FieldElement y) => new(
        x._a + 0x1FFFFFFFFFFFB4 - y._a,
        x._b + 0x1FFFFFFFFFFFFC - y._b,
        x._c + 0x1FFFFFFFFFFFFC - y._c,
        x._d + 0x1FFFFFFFFFFFFC - y._d,
        x._e + 0x1FFFFFFFFFFFFC - y._e);

    public static FieldElement operator -(FieldElement x) => Zero - x;

    public static FieldElement operator *(FieldElement x, FieldElement y)
    {
        // 2^255 is 19: what overflows the fifth limb comes back below, nineteenfold.
        var (b, c, d, e) = (19 * y._b, 19 * y._c, 19 * y._d, 19 * y._e);
        var r0 = Product(x._a, y._a) + Product(x._b, e) + Product(x._c, d) + Product(x._d, c) + Product(x._e, b);
        var r1 = Product(x._a, y._b) + Product(x._b, y._a) + Product(x._c, e) + Product(x._d, d) + Product(x._e, c);
        var r2 = Product(x._a, y._c) + Product(x._b, y._b) + Product(x._c, y._a) + Product(x._d, e) + Product(x._e, d);
        var r3 = Product(x._a, y._d) + Product(x._b, y._c) + Product(x._c, y._b) + Product(x._d, y._a) + Product(x._e, e);
        var r4 = Product(x._a, y._e) + Product(x._b, y._d) + Product(x._c, y._c) + Product(x._d, y._b) + Product(x._e, y._a);
        r1 += r0 >> 51;
        r2 += r1 >> 51;
        r3 += r2 >> 51;
        r4 += r3 >> 51;
        var low = ((ulong)r0 & Mask) + (UInt128)19 * (r4 >> 51);
        return new((ulong)low & Mask, ((ulong)r1 & Mask) + (ulong)(low >> 51), (ulong)r2 & Mask, (ulong)r3 & Mask, (ulong)r4 & Mask);
    }

    /// <summary>Reads 32 bytes, the lowest first; the highest bit plays no part. Null when the number is not below 2^255 − 19.</summary>
    public static FieldElement? Read(ReadOnlySpan<byte> bytes)
    {
        var (w0, w1, w2, w3) = (Word(bytes, 0), Word(bytes, 1), Word(bytes, 2), Word(bytes, 3) & (ulong.MaxValue >> 1));
        var isCanonical = w3 != ulong.MaxValue >> 1 || w2 != ulong.MaxValue || w1 != ulong.MaxValue || w0 < ulong.MaxValue - 18;
        return isCanonical
            ? new FieldElement(w0 & Mask, ((w0 >> 51) | (w1 << 13)) & Mask, ((w1 >> 38) | (w2 << 26)) & Mask, ((w2 >> 25) | (w3 << 39)) & Mask, w3 >> 12)
            : null;
    }

    /// <summary>The least number equal to this one in 32 bytes, the lowest first.</summary>
    public byte[] ToBytes()
    {
        var x = new FieldElement(_a, _b, _c, _d, _e);
        // Adding 19 carries into bit 255 exactly when the number is not below 2^255 − 19.
        var quotient = (x._a + 19) >> 51;
        quotient = (x._b + quotient) >> 51;
        quotient = (x._c + quotient) >> 51;
        quotient = (x._d + quotient) >> 51;
        quotient = (x._e + quotient) >> 51;
        var a = x._a + (19 * quotient);
        var b = x._b + (a >> 51);
        var c = x._c + (b >> 51);
        var d = x._d + (c >> 51);
        var e = x._e + (d >> 51);
        (a, b, c, d, e) = (a & Mask, b & Mask, c & Mask, d & Mask, e & Mask);
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, a | (b << 51));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), (b >> 13) | (c << 38));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), (c >> 26) | (d << 25));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(24), (d >> 39) | (e << 12));
        return bytes;
    }

    /// <summary>This number to a power.</summary>
    /// <param name="exponent">32 bytes, the lowest first.</param>
    public FieldElement Power(ReadOnlySpan<byte> exponent)
    {
        var result = One;
        for (var bit = 255; bit >= 0; bit--)
        {
            result *= result;
            if (((exponent[bit >> 3] >> (bit & 7)) & 1) != 0)
            {
                result *= this;
            }
        }

        return result;
    }

    private static UInt128 Product(ulong x, ulong y) => Math.BigMul(x, y);

    private static ulong Word(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * index)..]);
}

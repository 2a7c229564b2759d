namespace Patterns.Updates.Webhooks.Signing.Ed25519;

/// <summary>A point of the curve of Ed25519 in extended coordinates (x = X/Z, y = Y/Z, xy = T/Z). Source: RFC 8032, section 5.1.</summary>
internal readonly struct EdwardsPoint
{
    // d and the square root of −1, both as RFC 8032 5.1 gives them; the exponents are p − 2 and (p − 5)/8.
    private static readonly FieldElement D = Constant("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");
    private static readonly FieldElement RootOfMinusOne = Constant("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");
    private static readonly byte[] InverseExponent = Convert.FromHexString("ebffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");
    private static readonly byte[] RootExponent = Convert.FromHexString("fdffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f");

    private readonly FieldElement _x;
    private readonly FieldElement _y;
    private readonly FieldElement _z;
    private readonly FieldElement _t;

    private EdwardsPoint(FieldElement x, FieldElement y, FieldElement z, FieldElement t) => (_x, _y, _z, _t) = (x, y, z, t);

    /// <summary>The base point B.</summary>
    public static EdwardsPoint Generator { get; } =
        Read(Convert.FromHexString("5866666666666666666666666666666666666666666666666666666666666666"))!.Value;

    private static EdwardsPoint Neutral => new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    public static EdwardsPoint operator +(EdwardsPoint p, EdwardsPoint q)
    {
        var a = (p._y - p._x) * (q._y - q._x);
        var b = (p._y + p._x) * (q._y + q._x);
        var c = p._t * q._t * (D + D);
        var d = p._z * (q._z + q._z);
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(e * f, g * h, f * g, e * h);
    }

    public static EdwardsPoint operator -(EdwardsPoint p) => new(-p._x, p._y, p._z, -p._t);

    /// <summary>Reads a point; null when the bytes are none or not the one way to write it. Source: RFC 8032, section 5.1.3.</summary>
    public static EdwardsPoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (FieldElement.Read(bytes) is not { } y)
        {
            return null;
        }

        var isOdd = (bytes[31] & 0x80) != 0;
        var u = (y * y) - FieldElement.One;
        var v = (D * y * y) + FieldElement.One;
        var v3 = v * v * v;
        var x = u * v3 * (u * v3 * v3 * v).Power(RootExponent);
        var square = v * x * x;
        if (!(square - u).IsZero)
        {
            if (!(square + u).IsZero)
            {
                return null;
            }

            x *= RootOfMinusOne;
        }

        if (x.IsZero && isOdd)
        {
            return null;
        }

        x = x.IsOdd == isOdd ? x : -x;
        return new EdwardsPoint(x, y, FieldElement.One, x * y);
    }

    /// <summary><c>s·p + k·q</c>.</summary>
    /// <param name="s">32 bytes, the lowest first.</param>
    /// <param name="p">A point.</param>
    /// <param name="k">32 bytes, the lowest first.</param>
    /// <param name="q">A point.</param>
    public static EdwardsPoint Combine(ReadOnlySpan<byte> s, EdwardsPoint p, ReadOnlySpan<byte> k, EdwardsPoint q)
    {
        var both = p + q;
        var result = Neutral;
        for (var bit = 255; bit >= 0; bit--)
        {
            result = result.Double();
            result = (Bit(s, bit), Bit(k, bit)) switch
            {
                (true, true) => result + both,
                (true, false) => result + p,
                (false, true) => result + q,
                _ => result,
            };
        }

        return result;
    }

    /// <summary>The one way to write the point in 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var inverse = _z.Power(InverseExponent);
        var bytes = (_y * inverse).ToBytes();
        bytes[31] |= (byte)((_x * inverse).IsOdd ? 0x80 : 0);
        return bytes;
    }

    private static bool Bit(ReadOnlySpan<byte> bytes, int bit) => ((bytes[bit >> 3] >> (bit & 7)) & 1) != 0;

    private static FieldElement Constant(string hexadecimal) => FieldElement.Read(Convert.FromHexString(hexadecimal))!.Value;

    private EdwardsPoint Double()
    {
        var a = _x * _x;
        var b = _y * _y;
        var zz = _z * _z;
        var h = a + b;
        var xy = _x + _y;
        var e = h - (xy * xy);
        var g = a - b;
        var f = zz + zz + g;
        return new(e * f, g * h, f * g, e * h);
    }
}

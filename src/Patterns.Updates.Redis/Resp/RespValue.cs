using System.Globalization;
using System.Text;

namespace Patterns.Updates.Redis.Resp;

/// <summary>An answer of Redis, or a part of one.</summary>
internal readonly record struct RespValue(RespKind Kind, long Integer, byte[] Bytes, RespValue[] Items)
{
    public static RespValue Null { get; } = new(RespKind.Null, 0, [], []);

    public bool IsNull => Kind == RespKind.Null;

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The number, which Redis often gives as text.</summary>
    public long Number => Kind == RespKind.Integer ? Integer : long.Parse(Bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public static RespValue OfInteger(long value) => new(RespKind.Integer, value, [], []);

    public static RespValue OfBytes(RespKind kind, byte[] bytes) => new(kind, 0, bytes, []);

    public static RespValue OfItems(RespValue[] items) => new(RespKind.Array, 0, [], items);
}

using System.Globalization;
using System.Text;

namespace Patterns.Updates.Redis.Resp;

/// <summary>A part of a command.</summary>
internal readonly record struct RespArgument(ReadOnlyMemory<byte> Bytes)
{
    public static implicit operator RespArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    public static implicit operator RespArgument(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static implicit operator RespArgument(byte[] bytes) => new(bytes);

    public static implicit operator RespArgument(ReadOnlyMemory<byte> bytes) => new(bytes);
}

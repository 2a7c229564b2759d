using System.Buffers;
using System.Globalization;
using System.Text;

namespace Patterns.Updates.Redis.Resp;

/// <summary>Writes commands: arrays of bytes. Source: the Redis serialization protocol, version 2.</summary>
internal static class RespWriter
{
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<RespArgument> command)
    {
        WriteHead(output, '*', command.Count);
        foreach (var argument in command)
        {
            WriteHead(output, '$', argument.Bytes.Length);
            output.Write(argument.Bytes.Span);
            output.Write("\r\n"u8);
        }
    }

    private static void WriteHead(IBufferWriter<byte> output, char kind, int number)
    {
        var span = output.GetSpan(16);
        var length = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind}{number}\r\n"), span);
        output.Advance(length);
    }
}

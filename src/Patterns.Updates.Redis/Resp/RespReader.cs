using System.Buffers;
using System.Buffers.Text;

namespace Patterns.Updates.Redis.Resp;

/// <summary>Parses answers, in pieces of any size. Pure. Source: the Redis serialization protocol, version 2.</summary>
internal static class RespReader
{
    private const int MaxDepth = 16;
    private const int MaxBytes = 512 << 20;
    private const int MaxItems = 16 << 20;
    private const int MaxNumberLength = 20;

    /// <summary>Reads one answer; false when it is not all there yet.</summary>
    /// <param name="buffer">The bytes; what was read is taken off.</param>
    /// <param name="value">The answer.</param>
    /// <exception cref="InvalidDataException">The bytes are no answer of Redis.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, out RespValue value)
    {
        SequenceReader<byte> reader = new(buffer);
        if (!TryRead(ref reader, out value, depth: 0))
        {
            return false;
        }

        buffer = buffer.Slice(reader.Position);
        return true;
    }

    private static bool TryRead(ref SequenceReader<byte> reader, out RespValue value, int depth)
    {
        value = default;
        if (!reader.TryRead(out var kind) || !reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8))
        {
            return false;
        }

        switch (kind)
        {
            case (byte)'+':
                value = RespValue.OfBytes(RespKind.Text, line.ToArray());
                return true;
            case (byte)'-':
                value = RespValue.OfBytes(RespKind.Error, line.ToArray());
                return true;
            case (byte)':':
                value = RespValue.OfInteger(Number(line));
                return true;
            case (byte)'$':
                return TryReadBytes(ref reader, Number(line), out value);
            case (byte)'*':
                return TryReadItems(ref reader, Number(line), out value, depth);
            default:
                throw new InvalidDataException($"An answer of Redis begins with +, -, :, $ or *, but this one with byte {kind}.");
        }
    }

    private static bool TryReadBytes(ref SequenceReader<byte> reader, long length, out RespValue value)
    {
        value = RespValue.Null;
        if (length < 0)
        {
            return true;
        }

        if (length > MaxBytes)
        {
            throw new InvalidDataException($"An answer of Redis has at most {MaxBytes} bytes, but this one {length}.");
        }

        if (reader.Remaining < length + 2)
        {
            return false;
        }

        var bytes = new byte[length];
        reader.TryCopyTo(bytes);
        reader.Advance(length);
        if (!reader.IsNext("\r\n"u8, advancePast: true))
        {
            throw new InvalidDataException("The bytes of an answer of Redis do not end where they should.");
        }

        value = RespValue.OfBytes(RespKind.Bytes, bytes);
        return true;
    }

    private static bool TryReadItems(ref SequenceReader<byte> reader, long count, out RespValue value, int depth)
    {
        value = RespValue.Null;
        if (count < 0)
        {
            return true;
        }

        if (count > MaxItems || depth == MaxDepth)
        {
            throw new InvalidDataException($"An answer of Redis has at most {MaxItems} parts and {MaxDepth} levels.");
        }

        // An item takes at least four bytes, so a false count cannot make a large array.
        if (reader.Remaining < count * 4)
        {
            return false;
        }

        var items = new RespValue[count];
        for (var index = 0; index < items.Length; index++)
        {
            if (!TryRead(ref reader, out items[index], depth + 1))
            {
                return false;
            }
        }

        value = RespValue.OfItems(items);
        return true;
    }

    private static long Number(ReadOnlySequence<byte> line)
    {
        Span<byte> digits = stackalloc byte[MaxNumberLength];
        if (line.Length is 0 or > MaxNumberLength)
        {
            throw new InvalidDataException("A number in an answer of Redis has no digits, or too many.");
        }

        line.CopyTo(digits);
        digits = digits[..(int)line.Length];
        return Utf8Parser.TryParse(digits, out long number, out var used) && used == digits.Length ? number : throw new InvalidDataException("A number in an answer of Redis is none.");
    }
}

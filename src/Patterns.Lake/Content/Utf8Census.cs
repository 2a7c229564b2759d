using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Patterns.Lake.Content;

/// <summary>
/// Counts characters outside ASCII and bytes that are not UTF-8 in a stream of bytes, to tell a file in UTF-8 with a few broken bytes from a
/// file in another encoding. The counts do not depend on how the stream is cut.
/// </summary>
internal sealed class Utf8Census
{
    private const int LongestSequence = 4;

    private readonly byte[] _rest = new byte[LongestSequence];
    private int _restLength;

    /// <summary>Well-formed characters of more than one byte.</summary>
    public long MultiByteCount { get; private set; }

    /// <summary>Bytes, or runs of them, that are no character.</summary>
    public long InvalidCount { get; private set; }

    /// <summary>Looks at the next bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_restLength > 0)
        {
            bytes = CompleteRest(bytes);
        }

        if (Ascii.IsValid(bytes))
        {
            return;
        }

        var whole = bytes[..^IncompleteLength(bytes)];
        if (Utf8.IsValid(whole))
        {
            MultiByteCount += CountLeads(whole);
        }
        else
        {
            CountOneByOne(whole);
        }

        bytes[whole.Length..].CopyTo(_rest);
        _restLength = bytes.Length - whole.Length;
    }

    /// <summary>Ends the stream.</summary>
    public void Complete()
    {
        InvalidCount += _restLength > 0 ? 1 : 0;
        _restLength = 0;
    }

    private ReadOnlySpan<byte> CompleteRest(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && _restLength > 0)
        {
            _rest[_restLength++] = bytes[0];
            var status = Rune.DecodeFromUtf8(_rest.AsSpan(0, _restLength), out _, out var consumed);
            if (status == OperationStatus.NeedMoreData)
            {
                bytes = bytes[1..];
            }
            else if (status == OperationStatus.Done)
            {
                MultiByteCount++;
                bytes = bytes[1..];
                _restLength = 0;
            }
            else
            {
                // The byte that does not continue the sequence starts anew.
                InvalidCount++;
                _ = consumed;
                _restLength = 0;
            }
        }

        return bytes;
    }

    private static int CountLeads(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var value in bytes)
        {
            count += value >= 0xC0 ? 1 : 0;
        }

        return count;
    }

    private void CountOneByOne(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out _, out var consumed) != OperationStatus.Done)
            {
                InvalidCount++;
            }
            else if (consumed > 1)
            {
                MultiByteCount++;
            }

            bytes = bytes[consumed..];
        }
    }

    /// <summary>Bytes at the end that start a character and do not finish it.</summary>
    private static int IncompleteLength(ReadOnlySpan<byte> bytes)
    {
        for (var length = 1; length < LongestSequence && length <= bytes.Length; length++)
        {
            if (Rune.DecodeFromUtf8(bytes[^length..], out _, out _) == OperationStatus.NeedMoreData)
            {
                return length;
            }
        }

        return 0;
    }
}

using System.Buffers;
using System.Buffers.Text;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>
/// Writes one <c>data</c> field over as many lines as its content has, so that nothing in the content can end the event or begin another
/// (WHATWG HTML, section 9.2.6). A CR, an LF and a CR LF each end a line there, and therefore here.
/// </summary>
internal ref struct SseWriter
{
    private readonly IBufferWriter<byte> _output;
    private bool _lastWasCarriageReturn;
    private bool _isLineEmpty = true;

    public SseWriter(IBufferWriter<byte> output)
    {
        _output = output;
        output.Write("data:"u8);
    }

    /// <summary>Goes on with the content.</summary>
    public void Write(ReadOnlySpan<byte> content)
    {
        if (_lastWasCarriageReturn && content.Length > 0)
        {
            _lastWasCarriageReturn = false;
            if (content[0] == (byte)'\n')
            {
                content = content[1..];
            }
        }

        int end;
        while ((end = content.IndexOfAny((byte)'\n', (byte)'\r')) >= 0)
        {
            WriteLine(content[..end]);
            _output.Write("\ndata:"u8);
            _isLineEmpty = true;
            var isCarriageReturn = content[end] == (byte)'\r';
            content = content[(end + 1)..];
            if (isCarriageReturn && content.Length == 0)
            {
                _lastWasCarriageReturn = true;
            }
            else if (isCarriageReturn && content[0] == (byte)'\n')
            {
                content = content[1..];
            }
        }

        WriteLine(content);
    }

    /// <summary>Goes on with bytes as base64, which has no line ends.</summary>
    public readonly void WriteBase64(ReadOnlySpan<byte> bytes)
    {
        var target = _output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        Base64.EncodeToUtf8(bytes, target, out _, out var written);
        _output.Advance(written);
    }

    /// <summary>Ends the last line. The event goes on until <see cref="EndEvent"/>.</summary>
    public readonly void End() => _output.Write("\n"u8);

    /// <summary>Ends the event: the client hands it on.</summary>
    public static void EndEvent(IBufferWriter<byte> output) => output.Write("\n"u8);

    /// <summary>Writes an <c>id</c> line: what the client sends back as <c>Last-Event-ID</c>.</summary>
    public static void WriteId(IBufferWriter<byte> output, UpdateOffset offset)
    {
        output.Write("id: "u8);
        WriteOffset(output, offset);
        output.Write("\n"u8);
    }

    /// <summary>Writes the text of an offset.</summary>
    public static void WriteOffset(IBufferWriter<byte> output, UpdateOffset offset)
    {
        offset.TryFormat(output.GetSpan(UpdateOffset.TextLength), out var written);
        output.Advance(written);
    }

    // One blank behind the colon is not content, so it is only there where the content begins with another.
    private void WriteLine(ReadOnlySpan<byte> content)
    {
        if (content.Length == 0)
        {
            return;
        }

        if (_isLineEmpty && content[0] == (byte)' ')
        {
            _output.Write(" "u8);
        }

        _isLineEmpty = false;
        _output.Write(content);
    }
}

namespace Patterns.Lake.Formats.Text;

/// <summary>Counts lines: each ends at LF, at CR LF or at a lone CR, however the text is cut. The default is at the start of a file.</summary>
internal struct LineCounter
{
    private long _ended;
    private bool _isBehindReturn;

    /// <summary>1-based line of the next byte.</summary>
    public readonly long LineNumber => _ended + 1;

    /// <summary>Steps over text.</summary>
    public void Advance(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return;
        }

        _ended += text.Count((byte)'\n') - (_isBehindReturn && text[0] == '\n' ? 1 : 0);
        if (text.Contains((byte)'\r'))
        {
            _ended += text.Count((byte)'\r') - text.Count("\r\n"u8);
        }

        _isBehindReturn = text[^1] == '\r';
    }
}

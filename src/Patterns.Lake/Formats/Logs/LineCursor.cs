namespace Patterns.Lake.Formats.Logs;

/// <summary>Walks over a line from left to right.</summary>
internal ref struct LineCursor(ReadOnlySpan<byte> line)
{
    private readonly ReadOnlySpan<byte> _line = line;

    /// <summary>0-based position of the next byte.</summary>
    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _line.Length;

    public readonly ReadOnlySpan<byte> Rest => _line[Position..];

    /// <summary>Whether a byte comes next.</summary>
    public readonly bool IsAt(byte expected) => Position < _line.Length && _line[Position] == expected;

    /// <summary>Steps over a byte if it comes next.</summary>
    public bool TrySkip(byte expected)
    {
        var isThere = IsAt(expected);
        Position += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Steps over so many bytes.</summary>
    public void Skip(int count) => Position += count;

    /// <summary>Reads up to the next blank or the end of the line; false when that is nothing.</summary>
    public bool TryReadToken(out Range token)
    {
        var start = Position;
        var length = Rest.IndexOf((byte)' ');
        Position += length < 0 ? Rest.Length : length;
        token = start..Position;
        return Position > start;
    }

    /// <summary>Reads what stands in double quotes; a backslash takes the meaning from the byte behind it. False when a quote is missing.</summary>
    public bool TryReadQuoted(out Range text)
    {
        text = default;
        if (!TrySkip((byte)'"'))
        {
            return false;
        }

        var start = Position;
        while (Rest.IndexOfAny((byte)'"', (byte)'\\') is var next and >= 0)
        {
            Position += next;
            if (IsAt((byte)'"'))
            {
                text = start..Position;
                Position++;
                return true;
            }

            Position = Math.Min(_line.Length, Position + 2);
        }

        Position = start - 1;
        return false;
    }
}

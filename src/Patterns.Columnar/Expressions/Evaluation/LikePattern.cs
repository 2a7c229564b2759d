using System.Buffers;
using System.Text;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>A LIKE pattern over UTF-8 text: pieces between <c>%</c>, where <c>_</c> stands for one character of any length in bytes.</summary>
internal sealed class LikePattern
{
    // No byte of UTF-8 text has this value.
    private const byte AnyCharacter = 0xFF;

    private readonly byte[][] _pieces;
    private readonly bool _anyPieceHasWildcard;

    private LikePattern(byte[][] pieces)
    {
        _pieces = pieces;
        _anyPieceHasWildcard = Array.Exists(pieces, static piece => piece.Contains(AnyCharacter));
        Form = (_anyPieceHasWildcard, pieces) switch
        {
            (true, _) => LikeForm.General,
            (_, [_]) => LikeForm.Exact,
            (_, [_, []]) => LikeForm.Prefix,
            (_, [[], _]) => LikeForm.Suffix,
            (_, [[], _, []]) => LikeForm.Contains,
            _ => LikeForm.General,
        };
    }

    public LikeForm Form { get; }

    /// <summary>The only literal of a form that is not general.</summary>
    public byte[] First => Form is LikeForm.Suffix or LikeForm.Contains ? _pieces[1] : _pieces[0];

    /// <summary>Bytes that every match begins with; may be empty.</summary>
    public ReadOnlySpan<byte> Prefix
    {
        get
        {
            var wildcard = _pieces[0].AsSpan().IndexOf(AnyCharacter);
            return wildcard < 0 ? _pieces[0] : _pieces[0].AsSpan(0, wildcard);
        }
    }

    /// <summary>A pattern of one of the forms with a literal, in which nothing has a special meaning.</summary>
    public static LikePattern Of(LikeForm form, byte[] literal) => new(form switch
    {
        LikeForm.Exact => [literal],
        LikeForm.Prefix => [literal, []],
        LikeForm.Suffix => [[], literal],
        _ => [[], literal, []],
    });

    /// <summary>Reads a pattern; null when the escape character stands at its end or in front of an ordinary character.</summary>
    public static LikePattern? TryParse(string pattern, char escape)
    {
        var pieces = new List<byte[]>();
        var piece = new ArrayBufferWriter<byte>();
        for (var index = 0; index < pattern.Length; index++)
        {
            var character = pattern[index];
            if (character == escape)
            {
                if (++index == pattern.Length || (pattern[index] != escape && pattern[index] is not ('%' or '_')))
                {
                    return null;
                }

                Encoding.UTF8.GetBytes(pattern.AsSpan(index, 1), piece);
            }
            else if (character == '%')
            {
                // Several in a row are one.
                if (pieces.Count == 0 || piece.WrittenCount > 0)
                {
                    pieces.Add(piece.WrittenSpan.ToArray());
                    piece.Clear();
                }
            }
            else if (character == '_')
            {
                piece.Write([AnyCharacter]);
            }
            else
            {
                var length = char.IsHighSurrogate(character) && index + 1 < pattern.Length && pattern[index + 1] != escape ? 2 : 1;
                Encoding.UTF8.GetBytes(pattern.AsSpan(index, length), piece);
                index += length - 1;
            }
        }

        pieces.Add(piece.WrittenSpan.ToArray());
        return new LikePattern([.. pieces]);
    }

    public bool IsMatch(ReadOnlySpan<byte> text)
    {
        var first = _pieces[0];
        if (_pieces.Length == 1)
        {
            return MatchHere(text, first) == text.Length;
        }

        var start = MatchHere(text, first);
        if (start < 0)
        {
            return false;
        }

        text = text[start..];
        for (var index = 1; index < _pieces.Length - 1; index++)
        {
            var end = FindEnd(text, _pieces[index]);
            if (end < 0)
            {
                return false;
            }

            text = text[end..];
        }

        return EndsWith(text, _pieces[^1]);
    }

    /// <summary>The length of the match at the beginning of the text, or -1.</summary>
    private static int MatchHere(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        var position = 0;
        foreach (var expected in piece)
        {
            if (position == text.Length)
            {
                return -1;
            }

            if (expected == AnyCharacter)
            {
                position += CharacterLength(text[position..]);
            }
            else if (text[position++] != expected)
            {
                return -1;
            }
        }

        return position;
    }

    /// <summary>The end of the first match in the text, or -1.</summary>
    private int FindEnd(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (!_anyPieceHasWildcard)
        {
            var found = text.IndexOf(piece);
            return found < 0 ? -1 : found + piece.Length;
        }

        for (var start = 0; start <= text.Length; start += start == text.Length ? 1 : CharacterLength(text[start..]))
        {
            var length = MatchHere(text[start..], piece);
            if (length >= 0)
            {
                return start + length;
            }
        }

        return -1;
    }

    private bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> piece)
    {
        if (!_anyPieceHasWildcard)
        {
            return text.EndsWith(piece);
        }

        var position = text.Length;
        for (var index = piece.Length - 1; index >= 0; index--)
        {
            if (position == 0)
            {
                return false;
            }

            position--;
            if (piece[index] == AnyCharacter)
            {
                while (position > 0 && IsContinuation(text[position]))
                {
                    position--;
                }
            }
            else if (text[position] != piece[index])
            {
                return false;
            }
        }

        return true;
    }

    private static int CharacterLength(ReadOnlySpan<byte> text)
    {
        var length = 1;
        while (length < text.Length && IsContinuation(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsContinuation(byte value) => (value & 0xC0) == 0x80;
}

using System.Runtime.CompilerServices;
using Patterns.Core;
using Patterns.Lake.Formats.Json.Kernels;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Walks over the text of one JSON value from its start to its end and accepts exactly what RFC 8259 accepts, apart from nesting deeper
/// than <see cref="MaxDepth"/> and escapes of lone surrogates. The text must be UTF-8; that is checked elsewhere.
/// </summary>
/// <remarks>
/// Every method that reads returns false at the first fault and leaves the position there; behind a fault nothing is read. The caller takes
/// the tokens in the order of the grammar: <see cref="Peek"/>, then the method for the kind of value.
/// </remarks>
internal ref struct JsonCursor(ReadOnlySpan<byte> text)
{
    /// <summary>The deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 256;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _position;
    private int _depth;

    /// <summary>0-based position of the next byte; at a fault, of the byte that is wrong.</summary>
    public readonly int Position => _position;

    /// <summary>What is wrong; none so far by default.</summary>
    public JsonFault Fault { get; private set; }

    /// <summary>After <see cref="JsonFault.Misfit"/>, the path of the column.</summary>
    public string? MisfitPath { get; private set; }

    /// <summary>After <see cref="JsonFault.Misfit"/>, the type of the column.</summary>
    public DataType? MisfitType { get; private set; }

    /// <summary>The text between two positions.</summary>
    public readonly ReadOnlySpan<byte> Slice(int start, int end) => _text[start..end];

    /// <summary>Skips blanks and tells the kind of value that comes next; none at the end or where no value starts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonKind Peek()
    {
        SkipBlanks();
        return _position < _text.Length ? KindOf(_text[_position]) : JsonKind.None;
    }

    /// <summary>Notes what is wrong at the current position.</summary>
    /// <returns>False, for the caller to return.</returns>
    public bool Fail(JsonFault fault)
    {
        Fault = fault;
        return false;
    }

    /// <summary>Notes what is wrong at an earlier position.</summary>
    public bool FailAt(int position, JsonFault fault)
    {
        _position = position;
        return Fail(fault);
    }

    /// <summary>Notes that a value cannot be read as the type of its column.</summary>
    /// <param name="position">Where the value starts.</param>
    /// <param name="path">Path of the column.</param>
    /// <param name="type">Type of the column.</param>
    public bool FailMisfit(int position, string path, DataType type)
    {
        MisfitPath = path;
        MisfitType = type;
        return FailAt(position, JsonFault.Misfit);
    }

    /// <summary>Notes that no value starts at the current position.</summary>
    public bool FailValue() => Fail(_position < _text.Length ? JsonFault.ValueExpected : JsonFault.Truncated);

    /// <summary>Steps over the first byte of an object or array.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Enter()
    {
        if (++_depth > MaxDepth)
        {
            return Fail(JsonFault.TooDeep);
        }

        _position++;
        return true;
    }

    /// <summary>Steps to the next member, behind its name and colon.</summary>
    /// <param name="isFirst">Whether it would be the first of its object.</param>
    /// <param name="name">The name as it is written between its quotes.</param>
    /// <param name="isEscaped">Whether the name holds escapes.</param>
    /// <returns>False behind the end of the object, and at a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextMember(bool isFirst, out ReadOnlySpan<byte> name, out bool isEscaped)
    {
        name = default;
        isEscaped = false;
        return NextName(isFirst) && ReadString(out name, out isEscaped) && ReadColon();
    }

    /// <summary>Steps to the quote of the name of the next member.</summary>
    /// <returns>False behind the end of the object, and at a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextName(bool isFirst)
    {
        SkipBlanks();
        var next = Current();
        if (next == '}')
        {
            _position++;
            _depth--;
            return false;
        }

        if (!isFirst)
        {
            if (next != ',')
            {
                return FailAtEndOr(JsonFault.CommaOrBraceExpected);
            }

            _position++;
            SkipBlanks();
            next = Current();
        }

        return next == '"' || FailName(isFirst);
    }

    /// <summary>
    /// Steps over a name whose quoted text is known, and its colon, if it comes next; otherwise stays where it is. Saves looking at every
    /// byte of names that come in the order of the object before.
    /// </summary>
    /// <param name="quotedName">The name with its quotes, without escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadKnownName(ReadOnlySpan<byte> quotedName)
    {
        var colon = _position + quotedName.Length;
        if ((uint)colon < (uint)_text.Length && _text[colon] == ':' && _text.Slice(_position, quotedName.Length).SequenceEqual(quotedName))
        {
            _position = colon + 1;
            return true;
        }

        return false;
    }

    /// <summary>Steps over the colon behind a name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadColon()
    {
        SkipBlanks();
        if (Current() != ':')
        {
            return FailAtEndOr(JsonFault.ColonExpected);
        }

        _position++;
        return true;
    }

    /// <summary>Steps to the next element of an array.</summary>
    /// <param name="isFirst">Whether it would be the first of its array.</param>
    /// <returns>False behind the end of the array, and at a fault.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NextElement(bool isFirst)
    {
        SkipBlanks();
        var next = Current();
        if (next == ']')
        {
            _position++;
            _depth--;
            return false;
        }

        if (isFirst)
        {
            return true;
        }

        if (next != ',')
        {
            return FailAtEndOr(JsonFault.CommaOrBracketExpected);
        }

        _position++;
        SkipBlanks();
        return Current() != ']' || Fail(JsonFault.TrailingComma);
    }

    /// <summary>Reads a string whose quote comes next.</summary>
    /// <param name="raw">The text between the quotes as it is written.</param>
    /// <param name="isEscaped">Whether it holds escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool ReadString(out ReadOnlySpan<byte> raw, out bool isEscaped)
    {
        var start = _position + 1;
        var end = start + JsonStringKernel.IndexOfSpecial(_text[start..]);
        isEscaped = false;
        if ((uint)end < (uint)_text.Length && _text[end] == '"')
        {
            raw = _text[start..end];
            _position = end + 1;
            return true;
        }

        isEscaped = true;
        return ReadEscapedString(start, end, out raw);
    }

    /// <summary>Reads a number whose first byte comes next.</summary>
    /// <param name="raw">The number as it is written.</param>
    public bool ReadNumber(out ReadOnlySpan<byte> raw)
    {
        raw = default;
        var start = _position;
        var index = start + (_text[start] == '-' ? 1 : 0);
        var firstDigit = index;
        index = SkipDigits(index);
        if (index == firstDigit)
        {
            return FailNumber(index);
        }

        if (index > firstDigit + 1 && _text[firstDigit] == '0')
        {
            return FailAt(firstDigit, JsonFault.BadNumber);
        }

        if ((uint)index < (uint)_text.Length && _text[index] == '.')
        {
            var fraction = index + 1;
            index = SkipDigits(fraction);
            if (index == fraction)
            {
                return FailNumber(index);
            }
        }

        if ((uint)index < (uint)_text.Length && (_text[index] | 0x20) == 'e')
        {
            index++;
            if ((uint)index < (uint)_text.Length && _text[index] is (byte)'+' or (byte)'-')
            {
                index++;
            }

            var exponent = index;
            index = SkipDigits(exponent);
            if (index == exponent)
            {
                return FailNumber(index);
            }
        }

        raw = _text[start..index];
        _position = index;
        return true;
    }

    /// <summary>Steps over true, false or null, whose first byte comes next.</summary>
    /// <param name="kind">Which of the three it has to be.</param>
    public bool ReadLiteral(JsonKind kind)
    {
        var word = kind switch { JsonKind.True => "true"u8, JsonKind.False => "false"u8, _ => "null"u8 };
        var rest = _text[_position..];
        if (!rest.StartsWith(word))
        {
            return Fail(word.StartsWith(rest) ? JsonFault.Truncated : JsonFault.BadLiteral);
        }

        _position += word.Length;
        return true;
    }

    /// <summary>Whether nothing but blanks follows the value.</summary>
    public bool ReadEnd()
    {
        SkipBlanks();
        return _position == _text.Length || Fail(JsonFault.TextBehindValue);
    }

    private static JsonKind KindOf(byte first) => first switch
    {
        (byte)'"' => JsonKind.String,
        >= (byte)'0' and <= (byte)'9' or (byte)'-' => JsonKind.Number,
        (byte)'{' => JsonKind.Object,
        (byte)'[' => JsonKind.Array,
        (byte)'t' => JsonKind.True,
        (byte)'f' => JsonKind.False,
        (byte)'n' => JsonKind.Null,
        _ => JsonKind.None,
    };

    /// <summary>The next byte; at the end a zero, which no rule of the grammar accepts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Current() => (uint)_position < (uint)_text.Length ? _text[_position] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        if ((uint)_position < (uint)_text.Length && _text[_position] <= ' ')
        {
            SkipManyBlanks();
        }
    }

    private void SkipManyBlanks()
    {
        while (_position < _text.Length && _text[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipDigits(int index)
    {
        while ((uint)index < (uint)_text.Length && (uint)(_text[index] - '0') <= 9)
        {
            index++;
        }

        return index;
    }

    private bool ReadEscapedString(int start, int end, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        while (end < _text.Length)
        {
            var special = _text[end];
            if (special == '"')
            {
                raw = _text[start..end];
                _position = end + 1;
                return true;
            }

            if (special != '\\')
            {
                return FailAt(end, JsonFault.ControlCharacter);
            }

            if (!JsonEscape.TrySkip(_text, ref end, out var fault))
            {
                return FailAt(end, fault);
            }

            end += JsonStringKernel.IndexOfSpecial(_text[end..]);
        }

        return FailAt(end, JsonFault.Truncated);
    }

    private bool FailAtEndOr(JsonFault fault) => Fail(_position < _text.Length ? fault : JsonFault.Truncated);

    private bool FailName(bool isFirst)
        => FailAtEndOr(!isFirst && Current() == '}' ? JsonFault.TrailingComma : JsonFault.NameExpected);

    private bool FailNumber(int index) => FailAt(index, index < _text.Length ? JsonFault.BadNumber : JsonFault.Truncated);
}

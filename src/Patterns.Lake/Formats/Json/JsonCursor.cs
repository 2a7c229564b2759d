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
internal ref struct JsonCursor
{
    /// <summary>The deepest nesting of objects and arrays.</summary>
    public const int MaxDepth = 256;

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _end;
    private int _position;
    private int _depth;

    /// <summary>Walks over a text.</summary>
    public JsonCursor(ReadOnlySpan<byte> text)
        : this(text, text.Length)
    {
    }

    /// <summary>Walks over the start of a text. It is faster when there are bytes behind the end, because whole vectors can be loaded.</summary>
    public JsonCursor(ReadOnlySpan<byte> text, int end)
    {
        _text = text;
        _end = end;
    }

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
        return _position < _end ? KindOf(_text[_position]) : JsonKind.None;
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
    public bool FailValue() => Fail(_position < _end ? JsonFault.ValueExpected : JsonFault.Truncated);

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

    /// <summary>Steps over a text that was accepted before in the same place, if it comes next; otherwise stays where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TrySkip(in WrittenName written)
    {
        var isThere = written.IsAt(_text, _position) && _position + written.Length < _end;
        _position += isThere ? written.Length : 0;
        return isThere;
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
        if (end < _end && _text[end] == '"')
        {
            raw = _text[start..end];
            _position = end + 1;
            return true;
        }

        isEscaped = true;
        return ReadEscapedString(start, end, out raw);
    }

    /// <summary>
    /// Steps over a string without escapes, or an integer without a sign, that comes next without a blank before it; otherwise stays where it
    /// is. The quick way for most values; what it does not step over is left to the other methods.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JsonPlain SkipPlain()
    {
        var first = Current();
        if (first != '"')
        {
            return (uint)(first - '0') <= 9 && TryReadShortInteger(out _) ? JsonPlain.Integer : JsonPlain.None;
        }

        var end = _position + 1;
        end += JsonStringKernel.IndexOfSpecial(_text[end..]);
        if (end >= _end || _text[end] != '"')
        {
            return JsonPlain.None;
        }

        _position = end + 1;
        return JsonPlain.String;
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

        if ((uint)index < (uint)_end && _text[index] == '.')
        {
            var fraction = index + 1;
            index = SkipDigits(fraction);
            if (index == fraction)
            {
                return FailNumber(index);
            }
        }

        if ((uint)index < (uint)_end && (_text[index] | 0x20) == 'e')
        {
            index++;
            if ((uint)index < (uint)_end && _text[index] is (byte)'+' or (byte)'-')
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

    /// <summary>
    /// Reads an integer of 1 to 18 digits that comes next without a blank before it, with a comma or a bracket behind it; otherwise stays where
    /// it is.
    /// </summary>
    public bool TryReadShortInteger(out long value)
    {
        const int MaxDigits = 18;
        value = 0;
        var isNegative = Current() == '-';
        var start = _position + (isNegative ? 1 : 0);
        var index = start;
        for (; index < _end && (uint)(_text[index] - '0') is var digit and <= 9; index++)
        {
            value = (value * 10) + digit;
        }

        var length = index - start;
        if (length is 0 or > MaxDigits
            || (_text[start] == '0' && (length > 1 || isNegative))
            || index >= _end
            || _text[index] is not ((byte)',' or (byte)'}' or (byte)']'))
        {
            return false;
        }

        value = isNegative ? -value : value;
        _position = index;
        return true;
    }

    /// <summary>Steps over true, false or null, whose first byte comes next.</summary>
    /// <param name="kind">Which of the three it has to be.</param>
    public bool ReadLiteral(JsonKind kind)
    {
        var word = kind switch { JsonKind.True => "true"u8, JsonKind.False => "false"u8, _ => "null"u8 };
        var rest = _text[_position.._end];
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
        return _position == _end || Fail(JsonFault.TextBehindValue);
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
    private readonly byte Current() => (uint)_position < (uint)_end ? _text[_position] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        if ((uint)_position < (uint)_end && _text[_position] <= ' ')
        {
            SkipManyBlanks();
        }
    }

    private void SkipManyBlanks()
    {
        while (_position < _end && _text[_position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int SkipDigits(int index)
    {
        while ((uint)index < (uint)_end && (uint)(_text[index] - '0') <= 9)
        {
            index++;
        }

        return index;
    }

    private bool ReadEscapedString(int start, int end, out ReadOnlySpan<byte> raw)
    {
        raw = default;
        while (end < _end)
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

            if (end + 1 < _end && JsonEscape.IsSimple(_text[end + 1]))
            {
                end += 2;
            }
            else if (!JsonEscape.TrySkip(_text[.._end], ref end, out var fault))
            {
                return FailAt(end, fault);
            }

            end += JsonStringKernel.IndexOfSpecial(_text[end..]);
        }

        return FailAt(_end, JsonFault.Truncated);
    }

    private bool FailAtEndOr(JsonFault fault) => Fail(_position < _end ? fault : JsonFault.Truncated);

    private bool FailName(bool isFirst)
        => FailAtEndOr(!isFirst && Current() == '}' ? JsonFault.TrailingComma : JsonFault.NameExpected);

    private bool FailNumber(int index) => FailAt(index, index < _end ? JsonFault.BadNumber : JsonFault.Truncated);
}

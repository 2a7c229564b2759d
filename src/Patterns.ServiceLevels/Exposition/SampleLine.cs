using System.Globalization;
using System.Text;

namespace Patterns.ServiceLevels.Exposition;

/// <summary>One line of a sample: <c>name{label="value",…} value timestamp</c>.</summary>
internal ref struct SampleLine(ReadOnlySpan<char> line, int lineNumber, int maxLabels)
{
    private readonly ReadOnlySpan<char> _line = line;
    private int _position;

    public PrometheusSample Read()
    {
        var name = ReadName(allowColon: true);
        SkipBlanks();
        KeyValuePair<string, string>[] labels = Peek == '{' ? [.. ReadLabels()] : [];
        SkipBlanks();
        var value = ReadValue();
        SkipBlanks();
        return new PrometheusSample(name, labels, value, ReadTimestamp());
    }

    private readonly char Peek => _position < _line.Length ? _line[_position] : '\0';

    private readonly ExpositionFormatException Problem(string what) => new(lineNumber, $"{what} at column {_position + 1}");

    private void SkipBlanks()
    {
        while (Peek is ' ' or '\t')
        {
            _position++;
        }
    }

    private string ReadName(bool allowColon)
    {
        var start = _position;
        while (char.IsAsciiLetter(Peek) || Peek == '_' || (allowColon && Peek == ':') || (_position > start && char.IsAsciiDigit(Peek)))
        {
            _position++;
        }

        return _position > start ? _line[start.._position].ToString() : throw Problem("a name of letters, digits and underscores is expected");
    }

    private List<KeyValuePair<string, string>> ReadLabels()
    {
        var labels = new List<KeyValuePair<string, string>>();
        _position++;
        SkipBlanks();
        while (Peek != '}')
        {
            if (labels.Count == maxLabels)
            {
                throw Problem($"there are more than {maxLabels} labels");
            }

            var name = ReadName(allowColon: false);
            if (labels.Exists(label => label.Key == name))
            {
                throw Problem($"the label '{name}' is there twice");
            }

            SkipBlanks();
            Expect('=');
            SkipBlanks();
            labels.Add(new(name, ReadQuoted()));
            SkipBlanks();
            if (Peek == ',')
            {
                _position++;
                SkipBlanks();
            }
            else if (Peek != '}')
            {
                throw Problem("',' or '}' is expected");
            }
        }

        _position++;
        return labels;
    }

    private void Expect(char expected)
    {
        if (Peek != expected)
        {
            throw Problem($"'{expected}' is expected");
        }

        _position++;
    }

    private string ReadQuoted()
    {
        Expect('"');
        var start = _position;
        while (Peek is not ('"' or '\\' or '\0'))
        {
            _position++;
        }

        if (Peek == '"')
        {
            return _line[start.._position++].ToString();
        }

        var text = new StringBuilder().Append(_line[start.._position]);
        while (Peek != '"')
        {
            if (_position == _line.Length)
            {
                throw Problem("the text of a label does not end");
            }

            var character = _line[_position++];
            text.Append(character == '\\' ? ReadEscape() : character);
        }

        _position++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        var escape = Peek;
        _position++;
        return escape switch
        {
            'n' => '\n',
            '\\' or '"' => escape,
            _ => throw Problem("after a backslash n, another backslash or a quotation mark is expected"),
        };
    }

    private double ReadValue()
    {
        var token = ReadToken();
        return token switch
        {
            "+Inf" or "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw Problem("a number is expected"),
        };
    }

    private DateTimeOffset? ReadTimestamp()
    {
        if (_position == _line.Length)
        {
            return null;
        }

        var (least, most) = (DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return long.TryParse(ReadToken(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds >= least && milliseconds <= most && _position == _line.Length
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : throw Problem("a timestamp in milliseconds and then the end of the line is expected");
    }

    private ReadOnlySpan<char> ReadToken()
    {
        var start = _position;
        while (_position < _line.Length && Peek is not (' ' or '\t'))
        {
            _position++;
        }

        return _line[start.._position];
    }
}

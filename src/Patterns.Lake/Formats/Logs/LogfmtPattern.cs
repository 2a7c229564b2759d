using Patterns.Lake.Formats.Json;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Logs;

/// <summary>
/// Lines of <c>key=value</c> pairs with blanks between them (logfmt). Values with blanks stand in double quotes with the escapes of JSON. Keys
/// become columns in the order in which they are first seen. Remembers keys, so each reader has its own.
/// </summary>
internal sealed class LogfmtPattern : LogPattern
{
    private const int LeastPairs = 2;
    private const int MaxPairs = 1000;

    private readonly Dictionary<byte[], byte[]> _names = new(Utf8NameComparer.Instance);
    private readonly JsonUnescaper _unescaper = new();

    public override string Name => "logfmt";

    public override string Description => "key=value pairs, one record per line (logfmt)";

    public override double LeastShare => 0.9;

    public override string? Parse(ReadOnlySpan<byte> line, LogRow row)
    {
        var cursor = new LineCursor(line.TrimEnd((byte)' '));
        var pairs = 0;
        for (; !cursor.IsAtEnd; pairs++)
        {
            while (cursor.TrySkip((byte)' '))
            {
            }

            if (pairs == MaxPairs)
            {
                return $"expected at most {MaxPairs} pairs of key and value";
            }

            if (ParsePair(ref cursor, line, row) is { } reason)
            {
                return reason;
            }
        }

        return pairs >= LeastPairs ? null : $"expected at least {LeastPairs} pairs of key and value, found {LineText.Found(line)}";
    }

    private string? ParsePair(ref LineCursor cursor, ReadOnlySpan<byte> line, LogRow row)
    {
        var length = KeyLength(cursor.Rest);
        if (length == 0)
        {
            return $"expected a key and '=', found {LineText.Found(cursor.Rest)}";
        }

        var name = NameOf(cursor.Rest[..length]);
        if (Contains(row, name))
        {
            return $"the key {LineText.Found(name)} occurs twice";
        }

        cursor.Skip(length + 1);
        if (!cursor.IsAt((byte)'"'))
        {
            _ = cursor.TryReadToken(out var bare);
            row.AddValue(name, bare, line.Length);
            return null;
        }

        if (!cursor.TryReadQuoted(out var quoted) || (!cursor.IsAtEnd && !cursor.IsAt((byte)' ')))
        {
            return $"expected a closing quote and a blank or the end behind it, found {LineText.Found(cursor.Rest)}";
        }

        return AddQuoted(row, name, line, quoted);
    }

    private string? AddQuoted(LogRow row, byte[] name, ReadOnlySpan<byte> line, Range quoted)
    {
        var text = line[quoted];
        if (text.IndexOf((byte)'\\') < 0)
        {
            row.AddValue(name, quoted, line.Length);
            return null;
        }

        var json = new JsonCursor(line[(quoted.Start.Value - 1)..(quoted.End.Value + 1)]);
        if (!json.ReadString(out var raw, out _))
        {
            return $"a value holds an escape that JSON does not know: {LineText.Found(text)}";
        }

        row.AddRewritten(name, _unescaper.Text(raw, isEscaped: true));
        return null;
    }

    /// <summary>Length of the key in front of an equals sign; zero when there is none.</summary>
    private static int KeyLength(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOfAny("= \""u8);
        return length > 0 && rest[length] == '=' && char.IsAsciiLetter((char)rest[0]) ? length : 0;
    }

    private byte[] NameOf(ReadOnlySpan<byte> key)
    {
        var lookup = _names.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!lookup.TryGetValue(key, out var name))
        {
            name = key.ToArray();
            _names.Add(name, name);
        }

        return name;
    }

    private static bool Contains(LogRow row, byte[] name)
    {
        foreach (ref readonly var field in row.Fields)
        {
            if (ReferenceEquals(field.Name, name))
            {
                return true;
            }
        }

        return false;
    }
}

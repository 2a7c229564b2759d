using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace Patterns.Updates.Tests.Sse;

/// <summary>
/// The whole stream at once, sentence by sentence as the HTML Standard, section 9.2.6, has it: decode, split into lines, interpret. Slow and plain.
/// </summary>
internal static class ReferenceParser
{
    public static ParsedStream Parse(byte[] bytes)
    {
        ReadOnlySpan<byte> body = bytes;
        string text = Encoding.UTF8.GetString(body is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body);
        string[] lines = Regex.Split(text, "\r\n|\n|\r");
        var items = new List<ParsedItem>();
        string data = "", type = "", idBuffer = "", lastEventId = "";
        TimeSpan? reconnectionTime = null;

        // What follows the last line end is not a line.
        foreach (string line in lines[..^1])
        {
            if (line.Length == 0)
            {
                lastEventId = idBuffer;
                if (data.Length > 0)
                {
                    items.Add(new ParsedItem(EventStreamItemKind.Event, type, data[..^1], lastEventId));
                }

                data = "";
                type = "";
            }
            else if (line.StartsWith(':'))
            {
                items.Add(new ParsedItem(EventStreamItemKind.Comment, "", line[1..], lastEventId));
            }
            else
            {
                string[] parts = line.Split(':', 2);
                string value = parts.Length < 2 ? "" : parts[1].StartsWith(' ') ? parts[1][1..] : parts[1];
                switch (parts[0])
                {
                    case "event":
                        type = value;
                        break;
                    case "data":
                        data += value + "\n";
                        break;
                    case "id" when !value.Contains('\0'):
                        idBuffer = value;
                        break;
                    case "retry" when value.Length > 0 && value.All(char.IsAsciiDigit):
                        BigInteger milliseconds = BigInteger.Parse(value, CultureInfo.InvariantCulture);
                        reconnectionTime = milliseconds < (long)TimeSpan.MaxValue.TotalMilliseconds
                            ? TimeSpan.FromMilliseconds((double)milliseconds)
                            : TimeSpan.MaxValue;
                        break;
                }
            }
        }

        return new ParsedStream(items, lastEventId, reconnectionTime);
    }
}

using Patterns.Lake.Formats.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Reads values that may go over several lines: one document, several of them one after the other, or the elements of an array. A broken
/// record ends where its brackets do, or before the next line that starts as the records before it did.
/// </summary>
/// <param name="context">The file and the limits.</param>
/// <param name="handler">Takes the records.</param>
/// <param name="elementsAreRecords">Whether the elements of an array are the records, or the array is one.</param>
internal sealed class JsonDocumentReader(RecordContext context, JsonRecordHandler handler, bool elementsAreRecords) : RecordReader(context)
{
    private readonly JsonIndent _indent = new();
    private State _state;
    private byte _lastOfDocument;
    private bool _isBehindLineBreak;

    private enum State
    {
        BeforeDocument,
        BehindDocument,
        FirstElement,
        NextElement,
        BehindElement,

        /// <summary>Behind a broken record, on the way to the next one.</summary>
        SearchingElement,
        SearchingDocument,
        SearchingLine,
    }

    protected override bool IsFull => handler.IsFull;

    protected override void ConsumeRecords(ReadOnlySpan<byte> window, bool isFinal)
    {
        SkipBlanks(ref window);
        while (!IsFull && !window.IsEmpty && TryStep(ref window, isFinal))
        {
            SkipBlanks(ref window);
        }

        if (isFinal && window.IsEmpty && _state is State.FirstElement or State.NextElement or State.BehindElement)
        {
            SetAside("the file ends inside of the array that holds the records; it may have been cut off", []);
            _state = State.BeforeDocument;
        }
    }

    protected override void SetAside(string reason, ReadOnlySpan<byte> raw)
    {
        handler.Undo();
        base.SetAside(reason, raw);
    }

    /// <summary>Takes one token of the frame or one record; false when that needs more bytes than there are.</summary>
    private bool TryStep(ref ReadOnlySpan<byte> window, bool isFinal)
    {
        switch (_state)
        {
            case State.BeforeDocument when elementsAreRecords && window[0] == '[':
                return Step(ref window, 1, State.FirstElement);
            case State.BehindDocument:
                return TryNextDocument(ref window, isFinal);
            case State.FirstElement when window[0] == ']':
                return EndArray(ref window);
            case State.NextElement when window[0] == ']':
                SetAside("found ',' before the end of the array that holds the records", []);
                return EndArray(ref window);
            case State.BehindElement when window[0] == ']':
                return EndArray(ref window);
            case State.BehindElement when window[0] == ',':
                return Step(ref window, 1, State.NextElement);
            case State.BehindElement:
                return TryTakeBroken(ref window, isFinal, JsonFault.CommaOrBracketExpected);
            case State.SearchingElement or State.SearchingDocument or State.SearchingLine:
                return Search(ref window);
            default:
                return TryTakeRecord(ref window, isFinal);
        }
    }

    private bool EndArray(ref ReadOnlySpan<byte> window)
    {
        _lastOfDocument = (byte)']';
        _isBehindLineBreak = false;
        return Step(ref window, 1, State.BehindDocument);
    }

    /// <summary>
    /// A further value starts on a line of its own, or is an object directly behind another one. This is a liberty that RFC 8259, which knows
    /// one value per text, does not give; it takes none that turns broken text into values.
    /// </summary>
    private bool TryNextDocument(ref ReadOnlySpan<byte> window, bool isFinal)
    {
        if (_isBehindLineBreak || (_lastOfDocument == '}' && window[0] == '{'))
        {
            _state = State.BeforeDocument;
            return true;
        }

        return TryTakeBroken(ref window, isFinal, JsonFault.TextBehindValue);
    }

    private bool TryTakeRecord(ref ReadOnlySpan<byte> window, bool isFinal)
    {
        _indent.NoteRecord(window[0]);
        var text = window[..Math.Min(window.Length, MaxRecordBytes + 1)];
        var cursor = new JsonCursor(text);
        var isRead = handler.Read(ref cursor);
        var isWhole = isRead && (cursor.Position < text.Length || isFinal || text[^1] is (byte)'}' or (byte)']' or (byte)'"');
        if (isWhole && cursor.Position <= MaxRecordBytes)
        {
            var record = text[..cursor.Position];
            if (IsUtf8(record))
            {
                CountKept();
                handler.Keep(record, Position);
            }

            return StepBehindRecord(ref window, record.Length);
        }

        if (isRead || cursor.Fault == JsonFault.Truncated)
        {
            if (text.Length > MaxRecordBytes)
            {
                SetAsideTooLong(text);
                return Step(ref window, MaxRecordBytes, SearchingNext());
            }

            if (!isFinal)
            {
                handler.Undo();
                return false;
            }
        }

        return TryTakeBroken(ref window, isFinal, cursor);
    }

    private bool TryTakeBroken(ref ReadOnlySpan<byte> window, bool isFinal, JsonFault fault)
    {
        var cursor = new JsonCursor(window);
        cursor.Fail(fault);
        return TryTakeBroken(ref window, isFinal, cursor);
    }

    private bool TryTakeBroken(ref ReadOnlySpan<byte> window, bool isFinal, in JsonCursor fault)
    {
        var text = window[..Math.Min(window.Length, MaxRecordBytes)];
        var isLast = isFinal && text.Length == window.Length;
        var byLine = _state == State.BehindDocument ? FindLineEnd(text) : _indent.FindRecordStart(text);
        if (_state != State.BehindDocument && TryFindEnd(text, isLast, out var byBrackets) && (byLine < 0 || byBrackets <= byLine))
        {
            SetAside(Reason(fault, text, byBrackets), text[..byBrackets]);
            return StepBehindRecord(ref window, byBrackets);
        }

        if (byLine >= 0)
        {
            SetAside(Reason(fault, text, byLine), text[..byLine].TrimEnd(", \t\r\n"u8));
            return Step(ref window, byLine, AfterSearch(SearchingNext()));
        }

        if (!isFinal && window.Length <= MaxRecordBytes)
        {
            handler.Undo();
            return false;
        }

        SetAside(Reason(fault, text, text.Length), text);
        return Step(ref window, text.Length, SearchingNext());
    }

    /// <summary>The reason as it is told by the record and the byte at fault alone, whatever else the window shows.</summary>
    private static string Reason(in JsonCursor fault, ReadOnlySpan<byte> text, int length)
        => JsonFaultText.Describe(fault, text[..Math.Min(text.Length, Math.Max(length, fault.Position + 1))]);

    /// <summary>Whether the brackets match and something follows that can follow a record.</summary>
    private bool TryFindEnd(ReadOnlySpan<byte> text, bool isLast, out int end)
    {
        if (!JsonExtent.TryFind(text, out end))
        {
            return false;
        }

        var rest = text[end..].TrimStart(" \t"u8);
        if (_state == State.BeforeDocument)
        {
            return rest.IsEmpty ? isLast : rest[0] is (byte)'\n' or (byte)'\r' or (byte)'{';
        }

        rest = rest.TrimStart(" \t\r\n"u8);
        return !rest.IsEmpty && rest[0] is (byte)',' or (byte)']';
    }

    private static int FindLineEnd(ReadOnlySpan<byte> text) => text.IndexOfAny((byte)'\n', (byte)'\r');

    private bool Search(ref ReadOnlySpan<byte> window)
    {
        if (_state == State.SearchingLine ? _isBehindLineBreak : _indent.IsRecordStart(window[0]))
        {
            return Step(ref window, 0, AfterSearch(_state));
        }

        var end = FindLineEnd(window);
        return Step(ref window, end < 0 ? window.Length : end, _state);
    }

    private State SearchingNext() => _state switch
    {
        State.BeforeDocument => State.SearchingDocument,
        State.BehindDocument => State.SearchingLine,
        _ => State.SearchingElement,
    };

    private static State AfterSearch(State searching) => searching switch
    {
        State.SearchingDocument => State.BeforeDocument,
        State.SearchingLine => State.BehindDocument,
        _ => State.NextElement,
    };

    private bool StepBehindRecord(ref ReadOnlySpan<byte> window, int length)
    {
        _lastOfDocument = length > 0 ? window[length - 1] : (byte)0;
        _isBehindLineBreak = false;
        return Step(ref window, length, _state == State.BeforeDocument ? State.BehindDocument : State.BehindElement);
    }

    private bool Step(ref ReadOnlySpan<byte> window, int length, State state)
    {
        Advance(window[..length]);
        _indent.Advance(window[..length]);
        window = window[length..];
        _state = state;
        return true;
    }

    private void SkipBlanks(ref ReadOnlySpan<byte> window)
    {
        var rest = window.TrimStart(" \t\r\n"u8);
        var blanks = window[..^rest.Length];
        if (!blanks.IsEmpty)
        {
            _isBehindLineBreak |= FindLineEnd(blanks) >= 0;
            Step(ref window, blanks.Length, _state);
        }
    }
}

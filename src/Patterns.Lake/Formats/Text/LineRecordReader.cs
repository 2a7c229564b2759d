namespace Patterns.Lake.Formats.Text;

/// <summary>Takes every line that is not blank for a record. Lines end at LF, at CR LF or at a lone CR.</summary>
internal abstract class LineRecordReader(RecordContext context) : RecordReader(context)
{
    private bool _isSkipping;

    protected sealed override void ConsumeRecords(ReadOnlySpan<byte> window, bool isFinal)
    {
        while (!IsFull && !window.IsEmpty)
        {
            var end = window.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !isFinal)
            {
                ConsumeUnfinished(window);
                return;
            }

            end = end < 0 ? window.Length : end;
            if (!_isSkipping)
            {
                Take(window, end);
            }

            _isSkipping = false;
            end = Math.Min(window.Length, end + 1);
            Advance(window[..end]);
            window = window[end..];
        }
    }

    /// <summary>Takes the record at the current position.</summary>
    /// <param name="text">The text from the start of the line to the end of the window.</param>
    /// <param name="length">Bytes of the line without its end; it is neither blank nor longer than the limit.</param>
    protected abstract void TakeRecord(ReadOnlySpan<byte> text, int length);

    private void ConsumeUnfinished(ReadOnlySpan<byte> window)
    {
        if (!_isSkipping && window.Length > MaxRecordBytes)
        {
            SetAsideTooLong(window);
            _isSkipping = true;
        }

        if (_isSkipping)
        {
            Advance(window);
        }
    }

    private void Take(ReadOnlySpan<byte> text, int length)
    {
        if (length > MaxRecordBytes)
        {
            SetAsideTooLong(text[..length]);
        }
        else if (!text[..length].Trim(" \t"u8).IsEmpty)
        {
            TakeRecord(text, length);
        }
    }
}

using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Timestamps as microseconds since 1970-01-01, with a zone or without; without one, a date is its midnight.</summary>
internal readonly struct TimestampParser(DateOrder order, bool hasZone) : ICellParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        return TemporalText.TryScan(text, out var temporal) && temporal.HasZone == hasZone && temporal.TryGetMicroseconds(order, out value);
    }
}

using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>Dates as days since 1970-01-01; a text with a time is refused.</summary>
internal readonly struct DateParser(DateOrder order) : ICellParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return TemporalText.TryScan(text, out var temporal) && !temporal.HasTime && temporal.TryGetDays(order, out value);
    }
}

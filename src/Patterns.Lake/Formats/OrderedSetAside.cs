namespace Patterns.Lake.Formats;

/// <summary>Puts records that are set aside for different reasons, at different times, back into the order of the file.</summary>
/// <param name="target">Takes them in order.</param>
internal sealed class OrderedSetAside(ISetAsideSink target) : ISetAsideSink
{
    private readonly List<(RecordPosition Position, string Reason, byte[] Raw)> _pending = [];

    public void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw)
        => _pending.Add((position, reason, raw[..Math.Min(raw.Length, ISetAsideSink.MaxRawBytes)].ToArray()));

    /// <summary>Hands over what has come since the last time.</summary>
    public void Flush()
    {
        if (_pending.Count == 0)
        {
            return;
        }

        _pending.Sort(static (left, right) => left.Position.ByteOffset.CompareTo(right.Position.ByteOffset));
        foreach (var (position, reason, raw) in _pending)
        {
            target.SetAside(position, reason, raw);
        }

        _pending.Clear();
    }
}

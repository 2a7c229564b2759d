namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>One value per group in an array that doubles when groups are added.</summary>
/// <param name="initial">The value of a new group.</param>
internal sealed class GroupValues<T>(T initial)
    where T : unmanaged
{
    private T[] _values = [];

    /// <summary>The number of groups.</summary>
    public int Count { get; private set; }

    public Span<T> Span => _values.AsSpan(0, Count);

    public ref T this[int group] => ref _values[group];

    public void Resize(int count)
    {
        if (count <= Count)
        {
            return;
        }

        if (count > _values.Length)
        {
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(count, Math.Max(64, _values.Length * 2L))));
        }

        _values.AsSpan(Count, count - Count).Fill(initial);
        Count = count;
    }
}

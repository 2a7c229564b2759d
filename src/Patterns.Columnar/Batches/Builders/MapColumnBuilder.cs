using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Builds a <see cref="MapColumn"/>: append entries to <see cref="Keys"/> and <see cref="Values"/>, then close the map with
/// <see cref="Append"/>.
/// </summary>
public sealed class MapColumnBuilder : ColumnBuilder
{
    private readonly BufferBuilder<int> _offsets = new();
    private int _closed;

    internal MapColumnBuilder(MapType type)
        : base(type)
    {
        Keys = Create(type.Key);
        Values = Create(type.Value);
    }

    /// <summary>The builder of the keys of all maps.</summary>
    public ColumnBuilder Keys { get; }

    /// <summary>The builder of the values of all maps.</summary>
    public ColumnBuilder Values { get; }

    /// <summary>Appends a map of the entries that were appended since the last row; with none, an empty map.</summary>
    /// <exception cref="InvalidOperationException">There is not one value for each key.</exception>
    public void Append()
    {
        if (Keys.Length != Values.Length)
        {
            throw new InvalidOperationException($"A map needs one value per key, but there are {Keys.Length} keys and {Values.Length} values.");
        }

        _offsets.Append(_closed);
        _closed = Keys.Length;
        Validity.AppendValue();
    }

    private protected override void AppendPlaceholders(int count) => _offsets.Reserve(count).Fill(_closed);

    private protected override void TruncateValues(int length)
    {
        if (length < Length)
        {
            _closed = _offsets.Span[length];
            _offsets.Truncate(length);
        }

        Keys.Truncate(_closed);
        Values.Truncate(_closed);
    }

    private protected override Column BuildColumn(int length, Validity validity)
    {
        _offsets.Append(_closed);
        _closed = 0;
        return new MapColumn((MapType)Type, length, _offsets.Detach(), Keys.Build(), Values.Build(), validity);
    }

    private protected override void DisposeValues()
    {
        _offsets.Dispose();
        Keys.Dispose();
        Values.Dispose();
        _closed = 0;
    }
}

using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Builds a <see cref="ListColumn"/>: append elements to <see cref="Elements"/>, then close the list with <see cref="Append"/>.</summary>
public sealed class ListColumnBuilder : ColumnBuilder
{
    private readonly BufferBuilder<int> _offsets = new();
    private int _closed;

    internal ListColumnBuilder(ListType type)
        : base(type)
        => Elements = Create(type.Element);

    /// <summary>The builder of the elements of all lists.</summary>
    public ColumnBuilder Elements { get; }

    /// <summary>Appends a list of the elements that were appended since the last row; with none, an empty list.</summary>
    public void Append()
    {
        _offsets.Append(_closed);
        _closed = Elements.Length;
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

        Elements.Truncate(_closed);
    }

    private protected override Column BuildColumn(int length, Validity validity)
    {
        _offsets.Append(_closed);
        _closed = 0;
        return new ListColumn((ListType)Type, length, _offsets.Detach(), Elements.Build(), validity);
    }

    private protected override void DisposeValues()
    {
        _offsets.Dispose();
        Elements.Dispose();
        _closed = 0;
    }
}

using Patterns.Columnar.Expressions.Pruning;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>IN over constant texts or byte strings.</summary>
internal sealed class InTextsNode : InNode
{
    private readonly HashSet<byte[]> _items;

    public InTextsNode(BoundNode operand, IEnumerable<byte[]> items, bool hasNullItem)
        : base(operand, hasNullItem)
        => _items = new HashSet<byte[]>(items, ByteStringComparer.Instance);

    protected override bool AnyItemIn(ValueRange range) => _items.Any(item => range.MayBe(item));

    protected override void Find(Column operand, Selection rows, Span<ulong> bits)
    {
        var texts = (BinaryColumn)operand;
        var items = _items.GetAlternateLookup<ReadOnlySpan<byte>>();
        bits.Clear();
        using var live = RowLoop.Of(rows, operand.Validity);
        foreach (var row in live)
        {
            bits[row >> 6] |= items.Contains(texts.GetBytes(row)) ? 1UL << row : 0;
        }
    }
}

using System.Buffers.Binary;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>
/// Text and bytes, seven bytes per level. The last byte of a word says how many bytes are left: none is 1, seven are 8, more are 9. So a value
/// stands before those that it begins, and no value has the word of null.
/// </summary>
internal sealed class BytesSortKey(BinaryColumn column, SortDirection direction, NullPlacement nulls) : SortKey(direction, nulls)
{
    private const int BytesPerLevel = 7;
    private const ulong MoreLeft = BytesPerLevel + 2;

    public override void Encode(ReadOnlySpan<int> rows, int level, Span<ulong> words)
    {
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = column.IsNull(rows[index]) ? NullWord : Directed(Word(column.GetBytes(rows[index])[(level * BytesPerLevel)..]));
        }
    }

    public override bool Continues(ulong word, int level) => word != NullWord && (byte)Directed(word) == MoreLeft;

    private static ulong Word(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > BytesPerLevel)
        {
            return (BinaryPrimitives.ReadUInt64BigEndian(rest) & ~0xFFUL) | MoreLeft;
        }

        var word = 0UL;
        for (var index = 0; index < rest.Length; index++)
        {
            word |= (ulong)rest[index] << (56 - (index * 8));
        }

        return word | (uint)(rest.Length + 1);
    }
}

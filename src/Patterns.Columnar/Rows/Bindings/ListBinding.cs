using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>A collection ↔ list column. Reading makes a <see cref="List{T}"/> where the property is one, else an array.</summary>
/// <typeparam name="TList">The property's type: an array, a list or one of their interfaces.</typeparam>
/// <typeparam name="TElement">The type of the elements.</typeparam>
internal sealed class ListBinding<TList, TElement>(BindingSite site, ValueBinding<TElement> elements) : ValueBinding<TList>(site)
    where TList : class, IEnumerable<TElement>
{

    protected override void WriteValues(ReadOnlySpan<TList> values, ColumnBuilder builder)
    {
        var lists = (ListColumnBuilder)builder;
        foreach (var value in values)
        {
            WriteElements(value, lists.Elements);
            lists.Append();
        }
    }

    protected override void ReadValues(Column column, int start, Span<TList> values)
    {
        var lists = (ListColumn)column;
        var offsets = lists.Offsets.Slice(start, values.Length + 1);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = ReadElements(lists.Elements, offsets[index], offsets[index + 1] - offsets[index]);
        }
    }

    private TList ReadElements(Column column, int start, int count)
    {
        if (typeof(TList) == typeof(List<TElement>))
        {
            var list = new List<TElement>(count);
            CollectionsMarshal.SetCount(list, count);
            elements.Read(column, start, CollectionsMarshal.AsSpan(list));
            return (TList)(object)list;
        }

        var array = count == 0 ? [] : new TElement[count];
        elements.Read(column, start, array);
        return (TList)(object)array;
    }

    private void WriteElements(IEnumerable<TElement> values, ColumnBuilder builder)
    {
        switch (values)
        {
            case TElement[] array:
                elements.Write(array, builder);
                break;
            case List<TElement> list:
                elements.Write(CollectionsMarshal.AsSpan(list), builder);
                break;
            default:
                WriteEnumerated(values, builder);
                break;
        }
    }

    private void WriteEnumerated(IEnumerable<TElement> values, ColumnBuilder builder)
    {
        var block = ArrayPool<TElement>.Shared.Rent(64);
        var count = 0;
        foreach (var value in values)
        {
            if (count == block.Length)
            {
                elements.Write(block, builder);
                count = 0;
            }

            block[count++] = value;
        }

        elements.Write(block.AsSpan(0, count), builder);
        ArrayPool<TElement>.Shared.Return(block, RuntimeHelpers.IsReferenceOrContainsReferences<TElement>());
    }
}

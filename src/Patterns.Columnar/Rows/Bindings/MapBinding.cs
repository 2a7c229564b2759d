using System.Buffers;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>A dictionary ↔ map column. Reading makes a <see cref="Dictionary{TKey, TValue}"/>; a key that occurs twice is refused.</summary>
/// <typeparam name="TMap">The property's type: a dictionary or one of its interfaces.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TValue">The type of the values.</typeparam>
internal sealed class MapBinding<TMap, TKey, TValue>(BindingSite site, ValueBinding<TKey> keys, ValueBinding<TValue> values)
    : ValueBinding<TMap>(site)
    where TMap : class, IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override void WriteValues(ReadOnlySpan<TMap> maps, ColumnBuilder builder)
    {
        var target = (MapColumnBuilder)builder;
        foreach (var map in maps)
        {
            if (map is Dictionary<TKey, TValue> dictionary)
            {
                // Its own enumerator is a struct, that of the interface would be an object per row.
                foreach (var (key, value) in dictionary)
                {
                    WriteEntry(key, value, target);
                }
            }
            else
            {
                foreach (var (key, value) in map)
                {
                    WriteEntry(key, value, target);
                }
            }

            target.Append();
        }
    }

    private void WriteEntry(TKey key, TValue value, MapColumnBuilder target)
    {
        keys.Write([key], target.Keys);
        values.Write([value], target.Values);
    }

    protected override void ReadValues(Column column, int start, Span<TMap> maps)
    {
        var source = (MapColumn)column;
        var offsets = source.Offsets.Slice(start, maps.Length + 1);
        for (var index = 0; index < maps.Length; index++)
        {
            maps[index] = (TMap)(object)ReadMap(source, offsets[index], offsets[index + 1] - offsets[index]);
        }
    }

    private Dictionary<TKey, TValue> ReadMap(MapColumn source, int start, int count)
    {
        var keyBlock = ArrayPool<TKey>.Shared.Rent(count);
        var valueBlock = ArrayPool<TValue>.Shared.Rent(count);
        keys.Read(source.Keys, start, keyBlock.AsSpan(0, count));
        values.Read(source.Values, start, valueBlock.AsSpan(0, count));
        var map = new Dictionary<TKey, TValue>(count);
        for (var index = 0; index < count; index++)
        {
            if (!map.TryAdd(keyBlock[index], valueBlock[index]))
            {
                throw Site.DoesNotFit($"the key '{keyBlock[index]}' occurs twice in one map.");
            }
        }

        ArrayPool<TKey>.Shared.Return(keyBlock, clearArray: true);
        ArrayPool<TValue>.Shared.Return(valueBlock, clearArray: true);
        return map;
    }
}

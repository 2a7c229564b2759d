using System.Text;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>Enum ↔ string column of member names, exact case.</summary>
/// <typeparam name="TEnum">The enum.</typeparam>
internal sealed class EnumNameBinding<TEnum> : ValueBinding<TEnum>
    where TEnum : unmanaged, Enum
{
    private readonly Dictionary<TEnum, byte[]> _names = [];
    private readonly Dictionary<string, TEnum> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TEnum>.AlternateLookup<ReadOnlySpan<char>> _valuesBySpan;

    public EnumNameBinding(BindingSite site)
        : base(site)
    {
        foreach (var name in Enum.GetNames<TEnum>())
        {
            var value = Enum.Parse<TEnum>(name);
            _names.TryAdd(value, Encoding.UTF8.GetBytes(name));
            _values.Add(name, value);
        }

        _valuesBySpan = _values.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    protected override void WriteValues(ReadOnlySpan<TEnum> values, ColumnBuilder builder)
    {
        var texts = (BinaryColumnBuilder)builder;
        foreach (var value in values)
        {
            if (!_names.TryGetValue(value, out var name))
            {
                throw Site.DoesNotFit($"{value} is not the name of a member of {typeof(TEnum).Name}. Store the number with [Column(EnumAs = EnumStorage.Number)], or give the value a name.");
            }

            texts.Append((ReadOnlySpan<byte>)name);
        }
    }

    protected override void ReadValues(Column column, int start, Span<TEnum> values)
    {
        var texts = (BinaryColumn)column;
        Span<char> buffer = stackalloc char[128];
        for (var index = 0; index < values.Length; index++)
        {
            var text = texts.GetBytes(start + index);
            var isKnown = text.Length <= buffer.Length && Encoding.UTF8.TryGetChars(text, buffer, out var length)
                ? _valuesBySpan.TryGetValue(buffer[..length], out values[index])
                : _values.TryGetValue(Encoding.UTF8.GetString(text), out values[index]);
            if (!isKnown)
            {
                throw Site.DoesNotFit($"'{Encoding.UTF8.GetString(text)}' is not a member of {typeof(TEnum).Name}, which has: {string.Join(", ", _values.Keys)}.");
            }
        }
    }
}

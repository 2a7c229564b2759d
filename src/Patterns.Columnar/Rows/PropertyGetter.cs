using System.Reflection;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Rows;

/// <summary>Reads one property of many rows through a typed delegate: no boxing, no generated code.</summary>
internal abstract class PropertyGetter<TRow, TValue>
{
    private delegate TValue StructGetter(ref TRow row);

    public static PropertyGetter<TRow, TValue> Create(PropertyInfo property) => typeof(TRow).IsValueType
        ? new OfStruct(property.GetMethod!.CreateDelegate<StructGetter>())
        : new OfClass(property.GetMethod!.CreateDelegate<Func<TRow, TValue>>());

    /// <summary>Reads the property of every row.</summary>
    /// <param name="rows">The rows, none null.</param>
    /// <param name="values">As long as <paramref name="rows"/>.</param>
    public abstract void Read(ReadOnlySpan<TRow> rows, Span<TValue> values);

    private sealed class OfClass(Func<TRow, TValue> getter) : PropertyGetter<TRow, TValue>
    {
        public override void Read(ReadOnlySpan<TRow> rows, Span<TValue> values)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                values[index] = getter(rows[index]);
            }
        }
    }

    private sealed class OfStruct(StructGetter getter) : PropertyGetter<TRow, TValue>
    {
        public override void Read(ReadOnlySpan<TRow> rows, Span<TValue> values)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                values[index] = getter(ref Unsafe.AsRef(in rows[index]));
            }
        }
    }
}

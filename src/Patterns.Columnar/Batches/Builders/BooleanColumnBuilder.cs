using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Builds a <see cref="BooleanColumn"/>.</summary>
public sealed class BooleanColumnBuilder : ColumnBuilder
{
    private readonly BitmapBuilder _values = new();

    internal BooleanColumnBuilder()
        : base(DataType.Boolean)
    {
    }

    /// <summary>Appends a value.</summary>
    /// <param name="value">The value.</param>
    public void Append(bool value)
    {
        _values.Append(value);
        Validity.AppendValue();
    }

    /// <summary>Appends a value or a null.</summary>
    /// <param name="value">The value, or null for a null row.</param>
    public void Append(bool? value)
    {
        _values.Append(value.GetValueOrDefault());
        Validity.Append(value.HasValue);
    }

    private protected override void AppendPlaceholders(int count) => _values.Append(false, count);

    private protected override void TruncateValues(int length) => _values.Truncate(length);

    private protected override Column BuildColumn(int length, Validity validity) => new BooleanColumn(_values.Detach(), validity);

    private protected override void DisposeValues() => _values.Dispose();
}

using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Builds a <see cref="StructColumn"/>: append one value to each of <see cref="Fields"/>, then close the row with <see cref="Append()"/>.</summary>
public sealed class StructColumnBuilder : ColumnBuilder
{
    private readonly ColumnBuilder[] _fields;

    internal StructColumnBuilder(StructType type)
        : base(type)
        => _fields = [.. type.Fields.Select(static field => Create(field.Type))];

    /// <summary>One builder per field, in the order of the type.</summary>
    public IReadOnlyList<ColumnBuilder> Fields => _fields;

    /// <summary>Appends a struct of the values that were appended to the fields.</summary>
    /// <exception cref="InvalidOperationException">A field did not get exactly one value since the last row.</exception>
    public void Append() => Append(1);

    /// <summary>Appends structs of the values that were appended to the fields.</summary>
    /// <param name="count">How many values each field got since the last row.</param>
    /// <exception cref="InvalidOperationException">A field did not get that many values.</exception>
    public void Append(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var expected = Length + count;
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index].Length != expected)
            {
                throw new InvalidOperationException(
                    $"{expected} rows need {expected} values per field, but field '{((StructType)Type).Fields[index].Name}' has {_fields[index].Length} values.");
            }
        }

        Validity.AppendValues(count);
    }

    private protected override void AppendPlaceholders(int count)
    {
        foreach (var field in _fields)
        {
            field.AppendNulls(count);
        }
    }

    private protected override void TruncateValues(int length)
    {
        foreach (var field in _fields)
        {
            field.Truncate(length);
        }
    }

    private protected override Column BuildColumn(int length, Validity validity)
        => new StructColumn((StructType)Type, length, [.. _fields.Select(static field => field.Build())], validity);

    private protected override void DisposeValues()
    {
        foreach (var field in _fields)
        {
            field.Dispose();
        }
    }
}

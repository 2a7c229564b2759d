using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One element per row, picked out of the elements of all rows; rows that get none are null.</summary>
internal sealed class ElementOutput(Column elements, int length, Validity validity) : IDisposable
{
    private readonly int[] _positions = new int[length];
    private readonly BitmapSetter _found = new(length);

    public void Set(int row, int element)
    {
        _positions[row] = element;
        _found.Set(row);
    }

    public Column Build()
    {
        if (elements.Length == 0)
        {
            using var builder = ColumnBuilder.Create(elements.Type);
            builder.AppendNulls(length);
            return builder.Build();
        }

        using var taken = elements.Take(_positions);
        var found = Validity.FromOwned(_found.Detach());
        var result = taken.WithValidity(found.Intersect(taken.Validity, length));
        found.Release();
        return result;
    }

    public void Dispose()
    {
        validity.Release();
        _found.Dispose();
    }
}

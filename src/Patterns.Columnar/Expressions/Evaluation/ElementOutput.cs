using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>One element per row, picked out of the elements of all rows; rows that get none are null.</summary>
/// <param name="elements">What is picked from; not owned.</param>
/// <param name="length">The number of rows.</param>
/// <param name="validity">The rows that may get an element; owned.</param>
internal sealed class ElementOutput(Column elements, int length, Validity validity) : IDisposable
{
    private readonly ColumnBuffer _positions = ColumnBuffer.RentCleared<int>(length);
    private readonly BitmapSetter _found = new(length);

    /// <summary>The selected rows that may get an element, owned by the caller.</summary>
    public Selection Live(Selection rows) => RowLoop.Of(rows, validity);

    public void Set(int row, int element)
    {
        _positions.Span<int>(row, 1)[0] = element;
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

        using var taken = elements.TakeRows(_positions.Span<int>(length));
        var found = Validity.FromOwned(_found.Detach());
        var result = taken.WithValidity(found.Intersect(taken.Validity, length));
        found.Release();
        return result;
    }

    public void Dispose()
    {
        validity.Release();
        _positions.Release();
        _found.Dispose();
    }
}

namespace Patterns.Columnar.Rows;

/// <summary>One property of a row type bound to one column.</summary>
/// <param name="index">0-based position of the column.</param>
internal abstract class RowColumn<TRow>(int index)
{
    public int Index { get; } = index;

    /// <summary>Type of the array that <see cref="RentBuffer"/> gives.</summary>
    public abstract Type BufferType { get; }

    public abstract void Write(ReadOnlySpan<TRow> rows, ColumnBuilder builder);

    /// <summary>An array for at least that many values, to be returned.</summary>
    public abstract Array RentBuffer(int count);

    public abstract void ReturnBuffer(Array buffer);

    /// <summary>Reads values into the start of a rented buffer.</summary>
    public abstract void Read(Column column, int start, int count, Array buffer);
}

namespace Patterns.Testing;

/// <summary>
/// A whole result in memory. Values by type: BOOLEAN <see cref="bool"/>; integers of 8 to 128 bits, signed and unsigned, as the
/// .NET type of that width (HUGEINT is <see cref="Int128"/>); FLOAT and DOUBLE; DECIMAL <see cref="DuckDbDecimal"/>; VARCHAR and
/// ENUM <see cref="string"/>; BLOB <c>byte[]</c>; DATE <see cref="int"/> days since 1970-01-01; TIMESTAMP, with or without zone,
/// and TIME <see cref="long"/> microseconds (TIMESTAMP_S, _MS, _NS in their own unit); INTERVAL <see cref="DuckDbInterval"/>; UUID
/// <see cref="Guid"/>; LIST and ARRAY <c>object?[]</c>; STRUCT <c>OrderedDictionary&lt;string, object?&gt;</c>; MAP
/// <c>KeyValuePair&lt;object, object?&gt;[]</c>; NULL null.
/// </summary>
public sealed class DuckDbRows
{
    internal DuckDbRows(IReadOnlyList<string> columnNames, IReadOnlyList<string> typeNames, IReadOnlyList<object?[]> rows)
    {
        ColumnNames = columnNames;
        TypeNames = typeNames;
        Rows = rows;
    }

    /// <summary>The names of the columns in order; they need not be unique.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>DuckDB's type per column, such as <c>DECIMAL(18,2)</c> or <c>STRUCT("a" INTEGER)[]</c>.</summary>
    public IReadOnlyList<string> TypeNames { get; }

    /// <summary>The rows in the order of the result; one value per column.</summary>
    public IReadOnlyList<object?[]> Rows { get; }

    /// <summary>The only value of a result of one row and one column.</summary>
    /// <exception cref="InvalidOperationException">The result has another shape.</exception>
    public object? Scalar => this is { Rows: [[var value]] }
        ? value
        : throw new InvalidOperationException($"Expected one row of one column, found {Rows.Count} rows of {ColumnNames.Count} columns.");
}

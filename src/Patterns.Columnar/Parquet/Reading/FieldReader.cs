using Patterns.Columnar.Parquet.Schemas;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Makes the column of a field from what the readers of its leaves have read.</summary>
internal abstract class FieldReader
{
    /// <summary>The readers of the leaves below this field, from first to last.</summary>
    public abstract IEnumerable<LeafReader> Leaves { get; }

    /// <summary>The column of the rows read, which the caller owns.</summary>
    /// <exception cref="CorruptDataException">The levels of the leaves contradict each other.</exception>
    public abstract Column Build();

    /// <summary>The columns of fields that lie side by side. When one cannot be built, those built before it are given back.</summary>
    /// <param name="fields">The fields.</param>
    /// <param name="length">Rows that each column must have.</param>
    protected static Column[] BuildAll(FieldReader[] fields, int length)
    {
        var columns = new Column[fields.Length];
        try
        {
            for (var index = 0; index < columns.Length; index++)
            {
                columns[index] = fields[index].Build();
                if (columns[index].Length != length)
                {
                    throw new CorruptDataException($"one of the columns of a group or list has {columns[index].Length} values or nulls where {length} are expected");
                }
            }

            return columns;
        }
        catch
        {
            Array.ForEach(columns, static column => column?.Dispose());
            throw;
        }
    }

    public static FieldReader Create(FieldShape shape, ParquetReaderOptions options) => shape switch
    {
        StructShape structure => new StructFieldReader(structure, options),
        RepeatedShape repeated => new RepeatedFieldReader(repeated, options),
        _ => new LeafFieldReader((LeafShape)shape, options),
    };
}

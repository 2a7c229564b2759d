using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Grouping;

/// <summary>
/// The distinct values of one column, numbered in the order in which they were first seen. Null is one value, NaN is one value, and -0.0 is 0.0.
/// </summary>
internal abstract class KeyIndex : IDisposable
{
    /// <summary>Entries of an array (4 MiB) that is affordable once, whatever the number of values.</summary>
    public const long LargestSmallRange = 1 << 20;

    private readonly int[] _packedIds = new int[Chunk.Rows];

    /// <summary>The number of distinct values.</summary>
    public int Count { get; protected set; }

    /// <summary>The number of null, or -1 while none was seen.</summary>
    public int NullId { get; private set; } = -1;

    /// <summary>Whether values of a type can be told apart here.</summary>
    public static bool IsSupported(DataType type) => !type.IsNested;

    /// <summary>The index for a type.</summary>
    /// <param name="type">Type of the values.</param>
    /// <param name="smallRange">How many entries an array over the range of integers may have although few of them are used.</param>
    /// <exception cref="NotSupportedException">Values of that type cannot be told apart here.</exception>
    public static KeyIndex Create(DataType type, long smallRange = LargestSmallRange) => type switch
    {
        DecimalType { Precision: > DecimalType.MaxPrecision64 } => new WideKeyIndex(type),
        _ => type.Kind switch
        {
            DataTypeKind.Boolean => new BooleanKeyIndex(),
            DataTypeKind.Int8 => new IntegerKeyIndex<sbyte>(type, smallRange),
            DataTypeKind.Int16 => new IntegerKeyIndex<short>(type, smallRange),
            DataTypeKind.Int32 or DataTypeKind.Date => new IntegerKeyIndex<int>(type, smallRange),
            DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp or DataTypeKind.Decimal => new IntegerKeyIndex<long>(type, smallRange),
            DataTypeKind.Float32 => new FloatKeyIndex<float>(type),
            DataTypeKind.Float64 => new FloatKeyIndex<double>(type),
            DataTypeKind.String or DataTypeKind.Binary => new BytesKeyIndex(type),
            _ => throw new NotSupportedException($"Values of type {type} cannot be grouped or counted distinct. Take one of their fields or elements."),
        },
    };

    /// <summary>Says which column the next calls are about.</summary>
    public abstract void Begin(Column column);

    /// <summary>The numbers of some rows' values, new ones for new values.</summary>
    /// <param name="column">The column that was begun.</param>
    /// <param name="start">0-based first row.</param>
    /// <param name="ids">Receives one number per row; at most <see cref="Chunk.Rows"/>.</param>
    public void FindOrAdd(Column column, int start, Span<int> ids)
    {
        if (column.NullCount == 0)
        {
            FindOrAddValues(start, ids);
        }
        else if (NullId >= 0)
        {
            FindOrAddPacked(column.ValidityWords, start, ids);
        }
        else
        {
            FindOrAddRuns(column.ValidityWords, start, ids);
        }
    }

    /// <summary>
    /// The numbers of all values of a column, -1 for one that was never added. Those of null rows are unspecified. Needs no
    /// <see cref="Begin"/> and is safe for several threads while nothing is added.
    /// </summary>
    /// <param name="column">The column.</param>
    /// <param name="ids">Receives one number per row.</param>
    public abstract void Find(Column column, Span<int> ids);

    /// <summary>The distinct values by number.</summary>
    public abstract Column Build();

    /// <summary>Values picked by their numbers.</summary>
    public virtual Column Pick(ReadOnlySpan<int> ids)
    {
        using var values = Build();
        return values.Take(ids);
    }

    public abstract void Dispose();

    /// <summary>As <see cref="FindOrAdd"/>, for rows of which none is null.</summary>
    protected abstract void FindOrAddValues(int start, Span<int> ids);

    /// <summary>As <see cref="FindOrAdd"/>, for rows picked by position.</summary>
    protected abstract void FindOrAddValues(ReadOnlySpan<int> rows, Span<int> ids);

    /// <summary>Takes a number for null.</summary>
    protected abstract int AddNull();

    /// <summary>The validity of the distinct values.</summary>
    protected Validity BuildValidity()
    {
        if (NullId < 0)
        {
            return default;
        }

        using var validity = new ValidityBuilder();
        validity.AppendValues(NullId);
        validity.AppendNulls(1);
        validity.AppendValues(Count - NullId - 1);
        return validity.Detach();
    }

    private void FindOrAddPacked(ReadOnlySpan<ulong> validity, int start, Span<int> ids)
    {
        Span<int> rows = stackalloc int[Chunk.Rows];
        var count = 0;
        for (var index = 0; index < ids.Length; index++)
        {
            rows[count] = start + index;
            count += Bitmap.Get(validity, start + index) ? 1 : 0;
        }

        FindOrAddValues(rows[..count], _packedIds.AsSpan(0, count));
        ids.Fill(NullId);
        for (var index = 0; index < count; index++)
        {
            ids[rows[index] - start] = _packedIds[index];
        }
    }

    /// <summary>Until null has a number, rows are taken strictly in order, so that numbers follow the first occurrence.</summary>
    private void FindOrAddRuns(ReadOnlySpan<ulong> validity, int start, Span<int> ids)
    {
        var run = 0;
        while (run < ids.Length && Bitmap.Get(validity, start + run))
        {
            run++;
        }

        FindOrAddValues(start, ids[..run]);
        if (run < ids.Length)
        {
            NullId = AddNull();
            FindOrAddPacked(validity, start + run, ids[run..]);
        }
    }
}

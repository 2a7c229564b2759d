using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Puts a column together from parts that each have the values of some rows. Rows of no part are null.</summary>
internal sealed class ColumnMerge(DataType type, int length) : IDisposable
{
    private readonly List<(Selection Rows, Column Values)> _parts = [];

    /// <summary>Takes the ownership of both.</summary>
    public void Add(Selection rows, Column values) => _parts.Add((rows, values));

    public Column Build()
    {
        if (_parts.Count == 0)
        {
            using var builder = ColumnBuilder.Create(type);
            builder.AppendNulls(length);
            return builder.Build();
        }

        if (_parts is [({ IsAll: true }, var only)])
        {
            return only.Share();
        }

        return _parts[0].Values switch
        {
            BooleanColumn => BuildBooleans(),
            FixedColumn<sbyte> => BuildFixed<sbyte>(),
            FixedColumn<short> => BuildFixed<short>(),
            FixedColumn<int> => BuildFixed<int>(),
            FixedColumn<long> => BuildFixed<long>(),
            FixedColumn<float> => BuildFixed<float>(),
            FixedColumn<double> => BuildFixed<double>(),
            FixedColumn<Int128> => BuildFixed<Int128>(),
            _ => BuildOthers(),
        };
    }

    public void Dispose()
    {
        foreach (var (rows, values) in _parts)
        {
            rows.Dispose();
            values.Dispose();
        }
    }

    private BooleanColumn BuildBooleans()
    {
        var count = Bitmap.WordCount(length);
        var buffer = ColumnBuffer.RentCleared<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        foreach (var (rows, values) in _parts)
        {
            var selected = rows.Words;
            var words = ((BooleanColumn)values).ValueWords;
            for (var word = 0; word < bits.Length; word++)
            {
                bits[word] |= words[word] & (selected.IsEmpty ? ulong.MaxValue : selected[word]);
            }
        }

        return new BooleanColumn(new BitBuffer(buffer, length), BuildValidity());
    }

    private FixedColumn<T> BuildFixed<T>()
        where T : unmanaged
    {
        var buffer = ColumnBuffer.RentCleared<T>(length);
        var results = buffer.Span<T>(length);
        foreach (var (rows, values) in _parts)
        {
            var source = ((FixedColumn<T>)values).Values;
            foreach (var row in rows)
            {
                results[row] = source[row];
            }
        }

        return new FixedColumn<T>(type, length, buffer, BuildValidity());
    }

    /// <summary>Texts and nested values: all parts end to end, then one row of one of them for each row. Coded texts stay coded.</summary>
    private Column BuildOthers()
    {
        using var all = Column.Concat([.. _parts.Select(static part => part.Values)]);
        var buffer = ColumnBuffer.RentCleared<int>(length);
        var positions = buffer.Span<int>(length);
        for (var part = 0; part < _parts.Count; part++)
        {
            foreach (var row in _parts[part].Rows)
            {
                positions[row] = (part * length) + row;
            }
        }

        using var taken = all.TakeRows(positions);
        buffer.Release();
        return taken.WithValidity(BuildValidity());
    }

    private Validity BuildValidity()
    {
        var count = Bitmap.WordCount(length);
        var buffer = ColumnBuffer.RentCleared<ulong>(count);
        var bits = buffer.Span<ulong>(count);
        foreach (var (rows, values) in _parts)
        {
            var selected = rows.Words;
            var valid = values.ValidityWords;
            for (var word = 0; word < bits.Length; word++)
            {
                bits[word] |= (selected.IsEmpty ? ulong.MaxValue : selected[word]) & (valid.IsEmpty ? ulong.MaxValue : valid[word]);
            }
        }

        Bitmap.ClearTail(bits, length);
        return Validity.FromOwned(new BitBuffer(buffer, length));
    }
}

using System.Numerics;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Functions;

/// <summary>
/// Spark's xxhash64: the hash of the first value, seeded with 42, is the seed for the next one; a null leaves the hash as it is. A list is hashed
/// element by element, a struct field by field. Never null.
/// </summary>
internal sealed class XxHash64Node : BoundNode
{
    private const ulong Seed = 42;

    public XxHash64Node(Expression source, BoundNode[] arguments)
        : base(DataType.Int64, false, arguments)
    {
        if (Array.Find(arguments, static argument => HasMap(argument.Type)) is { } map)
        {
            throw new ExpressionTypeException(source, $"{map.Type} cannot be hashed: equal maps may have their entries in another order.");
        }
    }

    public override Column Evaluate(EvaluationScope scope, Selection rows)
    {
        using var output = new FixedOutput<long>(Type, scope.RowCount, default);
        var hashes = output.Values;
        hashes.Fill((long)Seed);
        foreach (var argument in Children)
        {
            using var column = argument.Evaluate(scope, rows);
            using var live = RowLoop.Of(rows, column.Validity);
            foreach (var row in live)
            {
                hashes[row] = (long)Hash(column, row, (ulong)hashes[row]);
            }
        }

        return output.Detach();
    }

    private static ulong Hash(Column column, int row, ulong seed) => column switch
    {
        BooleanColumn booleans => XxHash64.Hash32(booleans[row] ? 1 : 0, seed),
        FixedColumn<sbyte> numbers => XxHash64.Hash32(numbers.Values[row], seed),
        FixedColumn<short> numbers => XxHash64.Hash32(numbers.Values[row], seed),
        FixedColumn<int> numbers => XxHash64.Hash32(numbers.Values[row], seed),
        FixedColumn<long> numbers => XxHash64.Hash64(numbers.Values[row], seed),
        FixedColumn<float> numbers => XxHash64.Hash32(Bits(numbers.Values[row]), seed),
        FixedColumn<double> numbers => XxHash64.Hash64(Bits(numbers.Values[row]), seed),
        FixedColumn<Int128> numbers => XxHash64.HashBytes(((BigInteger)numbers.Values[row]).ToByteArray(isBigEndian: true), seed),
        ListColumn lists => HashElements(lists, row, seed),
        StructColumn structs => HashFields(structs, row, seed),
        _ => XxHash64.HashBytes(((BinaryColumn)column).GetBytes(row), seed),
    };

    private static ulong HashElements(ListColumn lists, int row, ulong hash)
    {
        for (var element = lists.Offsets[row]; element < lists.Offsets[row + 1]; element++)
        {
            hash = HashUnlessNull(lists.Elements, element, hash);
        }

        return hash;
    }

    private static ulong HashFields(StructColumn structs, int row, ulong hash)
    {
        for (var field = 0; field < structs.Fields.Count; field++)
        {
            hash = HashUnlessNull(structs.Fields[field], row, hash);
        }

        return hash;
    }

    private static ulong HashUnlessNull(Column column, int row, ulong seed) => column.IsNull(row) ? seed : Hash(column, row, seed);

    private static bool HasMap(DataType type) => type switch
    {
        ListType list => HasMap(list.Element),
        StructType fields => fields.Fields.Any(static field => HasMap(field.Type)),
        _ => type is MapType,
    };

    /// <summary>Both zeros have one hash, and so have all NaNs.</summary>
    private static int Bits(float value) => value == 0 ? 0 : float.IsNaN(value) ? 0x7FC0_0000 : BitConverter.SingleToInt32Bits(value);

    private static long Bits(double value) => value == 0 ? 0 : double.IsNaN(value) ? 0x7FF8_0000_0000_0000 : BitConverter.DoubleToInt64Bits(value);
}

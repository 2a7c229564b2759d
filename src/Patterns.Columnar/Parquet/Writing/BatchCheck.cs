using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Checks that a batch can be written before anything of it is.</summary>
internal static class BatchCheck
{
    public static void Require(ColumnBatch batch, Schema schema)
    {
        if (batch.Schema.Count != schema.Count)
        {
            throw new ArgumentException($"The batch has {batch.Schema.Count} columns, but the file has {schema.Count}: {schema}.", nameof(batch));
        }

        for (var index = 0; index < schema.Count; index++)
        {
            var (expected, actual) = (schema[index], batch.Schema[index]);
            if (expected.Name != actual.Name || !HasSameValues(expected.Type, actual.Type))
            {
                throw new ArgumentException($"Column {index + 1} of the batch is '{actual}', but that of the file is '{expected}'.", nameof(batch));
            }

            if (!expected.Nullable && batch.Columns[index].NullCount > 0)
            {
                throw new ArgumentException(
                    $"Column '{expected.Name}' of the file is NOT NULL, but {batch.Columns[index].NullCount} of the batch's rows are null.", nameof(batch));
            }
        }
    }

    /// <summary>Whether the types are the same but for what may be null and for metadata.</summary>
    private static bool HasSameValues(DataType expected, DataType actual) => (expected, actual) switch
    {
        (ListType left, ListType right) => HasSameValues(left.Element, right.Element),
        (MapType left, MapType right) => HasSameValues(left.Key, right.Key) && HasSameValues(left.Value, right.Value),
        (StructType left, StructType right) => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields).All(static pair => pair.First.Name == pair.Second.Name && HasSameValues(pair.First.Type, pair.Second.Type)),
        _ => expected.Equals(actual),
    };
}

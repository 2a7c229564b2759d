using Patterns.Core;

namespace Patterns.Tables.Reading;

/// <summary>Compares nested types without their nullability, in which a data file and its table may differ.</summary>
internal static class NestedTypes
{
    public static bool AreAlike(DataType left, DataType right) => (left, right) switch
    {
        (ListType a, ListType b) => AreAlike(a.Element, b.Element),
        (MapType a, MapType b) => AreAlike(a.Key, b.Key) && AreAlike(a.Value, b.Value),
        (StructType a, StructType b) => a.Fields.Count == b.Fields.Count
            && a.Fields.Zip(b.Fields).All(static pair => pair.First.Name == pair.Second.Name && AreAlike(pair.First.Type, pair.Second.Type)),
        _ => left.Equals(right),
    };
}

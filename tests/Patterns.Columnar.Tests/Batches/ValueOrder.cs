namespace Patterns.Columnar.Tests.Batches;

/// <summary>The order of boxed values, as the engine documents it.</summary>
internal static class ValueOrder
{
    /// <summary>The order of values or nulls in a direction.</summary>
    public static int Compare(object? left, object? right, SortDirection direction, NullPlacement nulls) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => nulls == NullPlacement.First ? -1 : 1,
        (_, null) => nulls == NullPlacement.First ? 1 : -1,
        _ => Compare(left, right) * (direction == SortDirection.Ascending ? 1 : -1),
    };

    /// <summary>The order of rising values.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (string first, string second) => System.Text.Encoding.UTF8.GetBytes(first).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(second)),
        (byte[] first, byte[] second) => first.AsSpan().SequenceCompareTo(second),
        (WideDecimal first, WideDecimal second) => first.Unscaled.CompareTo(second.Unscaled),
        (double first, double second) => Compare(first, second),
        (float first, float second) => Compare(first, second),
        _ => Comparer<object>.Default.Compare(left, right),
    };

    private static int Compare(double left, double right) => (double.IsNaN(left), double.IsNaN(right)) switch
    {
        (false, false) => left == right ? 0 : left.CompareTo(right),
        var (first, second) => first.CompareTo(second),
    };
}

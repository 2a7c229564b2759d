namespace Patterns.Columnar.Expressions.Pruning;

/// <summary>The order of values as of <see cref="Evaluation.PhysicalValue"/>: bytes for texts, NaN above every number.</summary>
internal static class PhysicalOrder
{
    /// <param name="left">Of the same type as the right one.</param>
    /// <param name="right">Of the same type as the left one.</param>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
        (double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? double.IsNaN(a).CompareTo(double.IsNaN(b)) : a.CompareTo(b),
        (float a, float b) => float.IsNaN(a) || float.IsNaN(b) ? float.IsNaN(a).CompareTo(float.IsNaN(b)) : a.CompareTo(b),
        _ => ((IComparable)left).CompareTo(right),
    };
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Sums values per group, modulo 2^64.</summary>
internal static class GroupSums
{
    private const int FewGroups = 64;
    private const int LeastRows = 4 * FewGroups;

    /// <summary>Adds the value of every row to the sum of its group.</summary>
    /// <param name="sums">One sum per group.</param>
    /// <param name="values">One value per row.</param>
    /// <param name="groups">One group per row; as many as values.</param>
    public static void Add<T>(Span<long> sums, ReadOnlySpan<T> values, ReadOnlySpan<int> groups)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (sums.Length <= FewGroups && groups.Length >= LeastRows)
        {
            Lanes(sums, values, groups);
        }
        else
        {
            Scalar(sums, values, groups);
        }
    }

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar<T>(Span<long> sums, ReadOnlySpan<T> values, ReadOnlySpan<int> groups)
        where T : unmanaged, IBinaryInteger<T>
    {
        groups = groups[..values.Length];
        for (var row = 0; row < groups.Length; row++)
        {
            sums[groups[row]] += long.CreateTruncating(values[row]);
        }
    }

    /// <summary>Adds sums of groups to those of other groups.</summary>
    /// <param name="sums">One sum per group.</param>
    /// <param name="added">One sum per other group.</param>
    /// <param name="from">Other groups.</param>
    /// <param name="to">The group of each; as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Merge(Span<long> sums, ReadOnlySpan<long> added, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        to = to[..from.Length];
        for (var index = 0; index < to.Length; index++)
        {
            sums[to[index]] += added[from[index]];
        }
    }

    /// <summary>Sums four rows at a time, each in a lane of its own: where groups are few, a sum would wait for the one just before.</summary>
    /// <param name="sums">At most 64 sums.</param>
    /// <param name="values">One value per row.</param>
    /// <param name="groups">One group per row; as many as values.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lanes<T>(Span<long> sums, ReadOnlySpan<T> values, ReadOnlySpan<int> groups)
        where T : unmanaged, IBinaryInteger<T>
    {
        Span<long> first = stackalloc long[FewGroups];
        Span<long> second = stackalloc long[FewGroups];
        Span<long> third = stackalloc long[FewGroups];
        Span<long> fourth = stackalloc long[FewGroups];
        groups = groups[..values.Length];
        var row = 0;
        for (; row < groups.Length - 3; row += 4)
        {
            first[groups[row]] += long.CreateTruncating(values[row]);
            second[groups[row + 1]] += long.CreateTruncating(values[row + 1]);
            third[groups[row + 2]] += long.CreateTruncating(values[row + 2]);
            fourth[groups[row + 3]] += long.CreateTruncating(values[row + 3]);
        }

        Scalar(sums, values[row..], groups[row..]);
        for (var group = 0; group < sums.Length; group++)
        {
            sums[group] += first[group] + second[group] + third[group] + fourth[group];
        }
    }
}

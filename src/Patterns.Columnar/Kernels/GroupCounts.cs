using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Kernels;

/// <summary>Counts how often each group occurs.</summary>
internal static class GroupCounts
{
    private const int FewGroups = 64;
    private const int LeastRows = 4 * FewGroups;

    /// <summary>Adds one to the count of the group of every row.</summary>
    /// <param name="counts">One count per group.</param>
    /// <param name="groups">One group per row; at most 2^31 rows.</param>
    public static void Add(Span<long> counts, ReadOnlySpan<int> groups)
    {
        if (counts.Length <= FewGroups && groups.Length >= LeastRows)
        {
            Lanes(counts, groups);
        }
        else
        {
            Scalar(counts, groups);
        }
    }

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(Span<long> counts, ReadOnlySpan<int> groups)
    {
        foreach (var group in groups)
        {
            counts[group]++;
        }
    }

    /// <summary>Counts four rows at a time, each in a lane of its own: where groups are few, a count would wait for the one just before.</summary>
    /// <param name="counts">At most 64 counts.</param>
    /// <param name="groups">One group per row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Lanes(Span<long> counts, ReadOnlySpan<int> groups)
    {
        Span<int> first = stackalloc int[FewGroups];
        Span<int> second = stackalloc int[FewGroups];
        Span<int> third = stackalloc int[FewGroups];
        Span<int> fourth = stackalloc int[FewGroups];
        var row = 0;
        for (; row <= groups.Length - 4; row += 4)
        {
            first[groups[row]]++;
            second[groups[row + 1]]++;
            third[groups[row + 2]]++;
            fourth[groups[row + 3]]++;
        }

        Scalar(counts, groups[row..]);
        for (var group = 0; group < counts.Length; group++)
        {
            counts[group] += (long)first[group] + second[group] + third[group] + fourth[group];
        }
    }
}

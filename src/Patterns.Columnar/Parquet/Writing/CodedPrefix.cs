namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The pages of a chunk that are written as codes: its first ones, as far as the dictionary reaches.</summary>
internal static class CodedPrefix
{
    /// <summary>How many of the first values lie in pages all of whose values have codes.</summary>
    public static int InWholePages(int coded, IReadOnlyList<PageSpan> pages)
    {
        var end = 0;
        for (var page = 0; page < pages.Count && pages[page].ValueEnd <= coded; page++)
        {
            end = pages[page].ValueEnd;
        }

        return end;
    }
}

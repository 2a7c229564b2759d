namespace Patterns.Lake.Formats.Logs;

/// <summary>The English names of months as logs have them.</summary>
internal static class MonthName
{
    private static ReadOnlySpan<byte> Names => "JanFebMarAprMayJunJulAugSepOctNovDec"u8;

    /// <summary>The number of the month, 1 to 12; zero when the text is no name of one.</summary>
    public static int NumberOf(ReadOnlySpan<byte> name)
    {
        var index = name.Length == 3 ? Names.IndexOf(name) : -1;
        return index >= 0 && index % 3 == 0 ? (index / 3) + 1 : 0;
    }
}

using Patterns.Core;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads the target of an objective, which is written in one of two ways.</summary>
internal static class TargetReader
{
    private static readonly Ratio Hundred = new(100, 1);

    public static Ratio Read(Members members)
    {
        var share = members.Find("target");
        var percent = members.Find("targetPercent");
        if (share is null && percent is null)
        {
            throw members.Self.Fault("neither 'target' nor 'targetPercent' is there. Give one.");
        }

        var fromShare = share is { } one ? Share(one) : default(Ratio?);
        var fromPercent = percent is { } two ? Percent(two) : default(Ratio?);
        if (fromShare is { } left && fromPercent is { } right)
        {
            if (left != right)
            {
                throw percent!.Value.Fault($"'target' is {share!.Value.AsText()} and 'targetPercent' is {percent.Value.AsText()}, which are not the same. Keep one.");
            }

            percent!.Value.Loosen("'target' and 'targetPercent' are both there.", "once, because they are the same");
        }

        return fromShare ?? fromPercent!.Value;
    }

    private static Ratio Share(Cursor cursor)
    {
        var target = cursor.AsNumber();
        return target >= Ratio.Zero && target < Ratio.One
            ? target
            : throw cursor.Fault($"{cursor.AsText()} is no target; it is at least 0 and below 1." + (target >= Ratio.One && target < Hundred ? " For percent write 'targetPercent'." : ""));
    }

    private static Ratio Percent(Cursor cursor)
    {
        var percent = cursor.AsNumber();
        return percent >= Ratio.Zero && percent < Hundred
            ? Ratio.Parse($"{cursor.AsText()}%")
            : throw cursor.Fault($"{cursor.AsText()} is no target in percent; it is at least 0 and below 100.");
    }
}

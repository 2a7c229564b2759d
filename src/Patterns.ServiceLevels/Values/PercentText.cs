using Patterns.Core;

namespace Patterns.ServiceLevels.Values;

/// <summary>Shares that somebody agreed on: all of their digits.</summary>
internal static class PercentText
{
    public static string Of(Ratio share) => Percentage.Exact(share) ?? Percentage.Format(share);
}

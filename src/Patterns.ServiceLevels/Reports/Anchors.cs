namespace Patterns.ServiceLevels.Reports;

/// <summary>Names of places within a page.</summary>
internal static class Anchors
{
    public static string Of(string kind, string name) => $"{kind}-{Uri.EscapeDataString(name).Replace('%', '_').Replace('\'', '_')}";
}

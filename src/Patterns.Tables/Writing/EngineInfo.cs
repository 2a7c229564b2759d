namespace Patterns.Tables.Writing;

/// <summary>How this library names itself in commits.</summary>
internal static class EngineInfo
{
    public static string Text { get; } = $"Patterns.Tables/{typeof(EngineInfo).Assembly.GetName().Version?.ToString(3)}";
}

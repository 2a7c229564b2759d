namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>What a document may cost. Documents come from repositories of many people; none may take the process down.</summary>
internal static class YamlLimits
{
    /// <summary>Characters of a text, 4 Mi.</summary>
    public const int Characters = 4 * 1024 * 1024;

    /// <summary>Levels of mappings and sequences within each other.</summary>
    public const int Depth = 64;

    /// <summary>Nodes of a text, each alias counted as all that it stands for.</summary>
    public const int Nodes = 200_000;

    /// <summary>Documents in a text.</summary>
    public const int Documents = 10_000;
}

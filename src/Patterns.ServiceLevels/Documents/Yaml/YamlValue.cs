namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>A node of a document with its place. Aliases share the node that they stand for.</summary>
internal abstract class YamlValue(YamlPlace place)
{
    public YamlPlace Place { get; } = place;

    /// <summary>How the node is called in messages.</summary>
    public abstract string KindName { get; }

    /// <summary>Nodes in and below this one, aliases counted as what they stand for.</summary>
    public long Size { get; protected init; } = 1;

    /// <summary>Levels in and below this one.</summary>
    public int Height { get; protected init; } = 1;
}

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Where a node starts; both are 1-based.</summary>
internal readonly record struct YamlPlace(int Line, int Column);

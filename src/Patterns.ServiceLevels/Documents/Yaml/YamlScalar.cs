namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>A text, number, boolean or nothing; which of them is decided by the one who reads it.</summary>
internal sealed class YamlScalar(string text, bool isPlain, YamlPlace place) : YamlValue(place)
{
    public string Text { get; } = text;

    /// <summary>Whether it was written without quotes and not as a block, so that it may be a number, a boolean or nothing.</summary>
    public bool IsPlain { get; } = isPlain;

    /// <summary>Nothing, as YAML 1.2's core schema writes it.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    public override string KindName => IsNull ? "nothing" : $"'{(Text.Length <= 60 ? Text : Text[..60] + "…")}'";
}

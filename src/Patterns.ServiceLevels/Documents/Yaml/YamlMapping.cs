namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Names with values, in the order of the text; no name twice.</summary>
internal sealed class YamlMapping : YamlValue
{
    public YamlMapping(IReadOnlyList<KeyValuePair<YamlScalar, YamlValue>> members, YamlPlace place)
        : base(place)
    {
        Members = members;
        Size = 1 + members.Sum(static member => 1 + member.Value.Size);
        Height = 1 + members.Max(static member => (int?)member.Value.Height).GetValueOrDefault();
    }

    public IReadOnlyList<KeyValuePair<YamlScalar, YamlValue>> Members { get; }

    public override string KindName => "a mapping";

    public YamlValue? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Key.Text == name)
            {
                return member.Value;
            }
        }

        return null;
    }
}

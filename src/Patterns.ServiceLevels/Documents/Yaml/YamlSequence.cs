namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>A list.</summary>
internal sealed class YamlSequence : YamlValue
{
    public YamlSequence(IReadOnlyList<YamlValue> items, YamlPlace place)
        : base(place)
    {
        Items = items;
        Size = 1 + items.Sum(static item => item.Size);
        Height = 1 + items.Max(static item => (int?)item.Height).GetValueOrDefault();
    }

    public IReadOnlyList<YamlValue> Items { get; }

    public override string KindName => "a list";
}

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>The values of a mapping by name. At the end <see cref="Close"/> says which names nobody asked for.</summary>
internal sealed class Members(Cursor self, YamlMapping mapping)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public Cursor Self => self;

    /// <summary>All names with their values, as they stand.</summary>
    public IEnumerable<KeyValuePair<string, Cursor>> All => mapping.Members.Select(member => KeyValuePair.Create(member.Key.Text, At(member.Key.Text, member.Value)));

    /// <summary>Whether the name is there with a value.</summary>
    public bool Has(string name) => mapping.Find(name) is not (null or YamlScalar { IsNull: true });

    /// <summary>The value of a name; null when it is absent or has nothing.</summary>
    public Cursor? Find(string name)
    {
        _asked.Add(name);
        return mapping.Find(name) is { } value and not YamlScalar { IsNull: true } ? At(name, value) : null;
    }

    public Cursor Require(string name) => Find(name) ?? throw self.Fault($"'{name}' is missing.");

    public string? Text(string name) => Find(name)?.AsText();

    public bool Boolean(string name) => Find(name)?.AsBoolean() ?? false;

    public IReadOnlyList<Cursor> List(string name) => Find(name)?.AsList() ?? [];

    /// <summary>Texts by name; empty when absent.</summary>
    public IReadOnlyDictionary<string, string> Texts(string name)
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach (var (key, value) in Find(name)?.AsMapping().All ?? [])
        {
            texts.Add(key, value.AsText());
        }

        return texts;
    }

    /// <summary>Only one of the names may have a value; returns it, or null when none has.</summary>
    public string? OneOf(params ReadOnlySpan<string> names)
    {
        string? found = null;
        foreach (var name in names)
        {
            if (Has(name))
            {
                found = found is null ? name : throw At(name, mapping.Find(name)!).Fault($"'{found}' and '{name}' exclude each other. Keep one.");
            }
        }

        return found;
    }

    /// <summary>A name that nobody asked for is a mistake in typing, mostly: refused, or noted when lenient.</summary>
    public void Close()
    {
        foreach (var (name, value) in mapping.Members)
        {
            if (!_asked.Contains(name.Text))
            {
                At(name.Text, name).Loosen($"'{name.Text}' is not known here; {string.Join(", ", _asked.Order(StringComparer.Ordinal))} are.", "it is left out");
            }
        }
    }

    private Cursor At(string name, YamlValue value) => new(self.Context, value, self.Path.Length == 0 ? name : $"{self.Path}.{name}");
}

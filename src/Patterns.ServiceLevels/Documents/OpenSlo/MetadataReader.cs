using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads names and labels.</summary>
internal static class MetadataReader
{
    private const int NameLimit = 63;

    public static OpenSloMetadata Read(Members members)
    {
        var metadata = members.Require("metadata").AsMapping();
        var read = new OpenSloMetadata(Name(metadata.Require("name")))
        {
            DisplayName = metadata.Text("displayName"),
            Labels = Labels(metadata),
            Annotations = metadata.Texts("annotations"),
        };
        metadata.Close();
        return read;
    }

    /// <summary>A name of an object, where it is given or used. The specification's own examples break its rule: OnCallDevopsMailNotification.</summary>
    public static string Name(Cursor cursor)
    {
        var name = cursor.AsText();
        if (name.Length == 0)
        {
            throw cursor.Fault("the name is empty.");
        }

        if (!IsLabel(name))
        {
            cursor.Loosen($"'{name}' is not a name of up to {NameLimit} lower-case letters, digits and hyphens, with a letter or digit at both ends (RFC 1123).", "as it is");
        }

        return name;
    }

    private static SortedDictionary<string, IReadOnlyList<string>> Labels(Members metadata)
    {
        SortedDictionary<string, IReadOnlyList<string>> labels = new(StringComparer.Ordinal);
        foreach (var (name, value) in metadata.Find("labels")?.AsMapping().All ?? [])
        {
            labels.Add(name, value.Value is YamlSequence ? [.. value.AsList().Select(static item => item.AsText())] : [value.AsText()]);
        }

        return labels;
    }

    private static bool IsLabel(string name)
        => name.Length <= NameLimit && name[0] != '-' && name[^1] != '-' && name.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}

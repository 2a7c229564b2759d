using System.Text;
using System.Text.RegularExpressions;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Tests.Prometheus;

/// <summary>Rule files parsed and laid out the same way, so that they are compared by what they say: one line per rule, names sorted, PromQL without blanks.</summary>
internal static partial class RuleFileText
{
    public static string Normalise(string yaml)
    {
        StringBuilder text = new();
        foreach (var document in YamlReader.Read(yaml, "rules"))
        {
            foreach (var group in ((YamlSequence)((YamlMapping)document).Find("groups")!).Items.Cast<YamlMapping>())
            {
                text.Append("group ").AppendLine(Text(group.Find("name")));
                foreach (var rule in ((YamlSequence)group.Find("rules")!).Items.Cast<YamlMapping>())
                {
                    text.AppendLine(string.Join(" | ", rule.Members.OrderBy(static member => member.Key.Text, StringComparer.Ordinal).Select(static member => $"{member.Key.Text}={Value(member.Key.Text, member.Value)}")));
                }
            }
        }

        return text.ToString();
    }

    private static string Value(string name, YamlValue value)
        => value is YamlMapping mapping
            ? string.Join(",", mapping.Members.OrderBy(static member => member.Key.Text, StringComparer.Ordinal).Select(static member => $"{member.Key.Text}:{Text(member.Value)}"))
            : name == "expr" ? WithoutBlanks(Text(value)) : Text(value);

    // Blanks within quotes belong to the text; others do not change a PromQL expression as long as words stay apart.
    private static string WithoutBlanks(string expression) => Blanks().Replace(expression, static match => match.Groups[1].Success ? match.Value : "");

    private static string Text(YamlValue? value) => ((YamlScalar)value!).Text;

    [GeneratedRegex("""("[^"]*")|\s+""", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}

using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads a text of OpenSLO objects, each by the version that it names.</summary>
internal static class DocumentParser
{
    public static (IReadOnlyList<OpenSloObject> Objects, IReadOnlyList<DocumentNote> Notes) Parse(string text, string name, DocumentReading reading)
    {
        var context = new DocumentContext(name, reading);
        List<OpenSloObject> objects = [];
        Dictionary<(OpenSloKind, string), YamlPlace> seen = [];
        foreach (var root in YamlReader.Read(text, name))
        {
            var cursor = new Cursor(context, root, "");
            foreach (var item in root is YamlSequence ? cursor.AsList() : [cursor])
            {
                var read = ParseObject(item);
                if (!seen.TryAdd((read.Kind, read.Name), item.Value.Place))
                {
                    throw item.Fault($"the {read.Kind} '{read.Name}' is there twice, before on line {seen[(read.Kind, read.Name)].Line}. Keep one, or rename one.");
                }

                objects.Add(read);
            }
        }

        return (objects, context.Notes);
    }

    private static OpenSloObject ParseObject(Cursor cursor)
    {
        var members = cursor.AsMapping();
        var version = members.Require("apiVersion");
        return version.AsText() switch
        {
            "openslo/v1" => ObjectReader.Read(members, SpecVersion.V1),
            "openslo.com/v2alpha" => ObjectReader.Read(members, SpecVersion.V2Alpha),
            "openslo/v1alpha" => AlphaReader.Read(members),
            var other => throw version.Fault($"the version '{other}' is not known; openslo/v1, openslo/v1alpha and openslo.com/v2alpha are."),
        };
    }
}

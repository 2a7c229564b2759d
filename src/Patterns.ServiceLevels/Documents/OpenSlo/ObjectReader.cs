using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads an object of v1 or v2alpha by its kind.</summary>
internal static class ObjectReader
{
    public static OpenSloObject Read(Members members, SpecVersion version)
    {
        members.Find("apiVersion");
        var kind = members.Require("kind");
        return Words.Kind(kind) switch
        {
            OpenSloKind.Service => Service(members),
            OpenSloKind.DataSource => DataSource(members),
            OpenSloKind.SLI => IndicatorReader.Read(members, version),
            OpenSloKind.SLO => ObjectivesReader.Read(members, version),
            OpenSloKind.AlertPolicy => AlertReader.Policy(members),
            OpenSloKind.AlertCondition => AlertReader.Condition(members),
            _ => AlertReader.Target(members),
        };
    }

    /// <summary>The spec of an object; kind and version are looked at where it is written out within another one.</summary>
    public static Members Spec(Members members, OpenSloKind kind)
    {
        if (members.Find("kind") is { } given && Words.Kind(given) != kind)
        {
            throw given.Fault($"'{given.AsText()}' is found where the kind {kind} is expected.");
        }

        if (members.Find("apiVersion") is { } version && !version.AsText().StartsWith("openslo", StringComparison.Ordinal))
        {
            throw version.Fault($"the version '{version.AsText()}' is not one of OpenSLO.");
        }

        return members.Require("spec").AsMapping();
    }

    /// <summary>The description within its limit.</summary>
    public static string? Description(Members spec)
    {
        const int Limit = 1050;
        if (spec.Find("description") is not { } description)
        {
            return null;
        }

        var text = description.AsText();
        if (text.Length > Limit)
        {
            description.Loosen($"the description has {text.Length} characters, and {Limit} are the most.", "it is kept whole");
        }

        return text;
    }

    private static OpenSloService Service(Members members)
    {
        var metadata = MetadataReader.Read(members);
        string? description = null;
        // A service may have nothing to say: 'spec:' alone.
        if (members.Find("spec") is { } spec)
        {
            var inner = spec.AsMapping();
            description = Description(inner);
            inner.Close();
        }

        members.Find("kind");
        members.Close();
        return new OpenSloService(metadata) { Description = description };
    }

    private static OpenSloDataSource DataSource(Members members)
    {
        var metadata = MetadataReader.Read(members);
        var spec = Spec(members, OpenSloKind.DataSource);
        var source = new OpenSloDataSource(metadata)
        {
            Description = Description(spec),
            Type = spec.Require("type").AsText(),
            ConnectionDetails = spec.Find("connectionDetails") is { } details ? YamlJson.ToJson(details.Value) : null,
        };
        spec.Close();
        members.Close();
        return source;
    }
}

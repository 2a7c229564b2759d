using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads objects that are named or written out where they are used.</summary>
internal static class LinkReader
{
    /// <summary>An item of a list: <c>alertPolicyRef: name</c>, or the object.</summary>
    public static OpenSloLink<T> Read<T>(Cursor cursor, string reference, Func<Members, T> read)
        where T : OpenSloObject
    {
        var members = cursor.AsMapping();
        if (members.Find(reference) is not { } name)
        {
            return members.Has("spec") ? new OpenSloLink<T>(read(members)) : throw cursor.Fault($"there is neither '{reference}' nor a 'spec'. Name an object, or write it out.");
        }

        if (members.Has("spec"))
        {
            throw name.Fault($"'{reference}' and 'spec' exclude each other. Keep one.");
        }

        var link = new OpenSloLink<T>(MetadataReader.Name(name));
        members.Close();
        return link;
    }

    /// <summary>The indicator of an SLO or of an objective; null when there is none. v2alpha calls it sli.</summary>
    public static OpenSloLink<OpenSloIndicator>? Indicator(Members members, SpecVersion version)
    {
        var inline = version == SpecVersion.V1 ? "indicator" : "sli";
        var reference = inline + "Ref";
        return members.OneOf(inline, reference) is not { } found ? Nothing(members, inline, reference)
            : found == reference ? new OpenSloLink<OpenSloIndicator>(MetadataReader.Name(members.Require(reference)))
            : new OpenSloLink<OpenSloIndicator>(IndicatorReader.Read(members.Require(inline).AsMapping(), version));
    }

    private static OpenSloLink<OpenSloIndicator>? Nothing(Members members, string inline, string reference)
    {
        members.Find(inline);
        members.Find(reference);
        return null;
    }
}

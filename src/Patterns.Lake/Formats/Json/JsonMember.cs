using Patterns.Lake.Formats.Json.Kernels;

namespace Patterns.Lake.Formats.Json;

/// <summary>A name that objects at a place are known to have.</summary>
internal sealed class JsonMember
{
    private const byte Quote = (byte)'"';

    public JsonMember(byte[] name, JsonPlace place)
    {
        Name = name;
        Place = place;
        QuotedName = JsonStringKernel.IndexOfSpecial(name) == name.Length ? [Quote, .. name, Quote] : [];
    }

    /// <summary>The name, unescaped and not empty (see <see cref="JsonUnescaper.EmptyName"/>).</summary>
    public byte[] Name { get; }

    /// <summary>The name as it is usually written, with its quotes; empty when it can only be written with escapes.</summary>
    public byte[] QuotedName { get; }

    /// <summary>What is done with its values.</summary>
    public JsonPlace Place { get; }

    /// <summary>The number of the last object that has it.</summary>
    public long LastObjectNumber { get; set; }
}

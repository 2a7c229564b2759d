using Patterns.Lake.Formats.Json.Kernels;

namespace Patterns.Lake.Formats.Json;

/// <summary>A name that objects at a place are known to have.</summary>
/// <param name="name">The name, unescaped and not empty (see <see cref="JsonUnescaper.EmptyName"/>).</param>
/// <param name="place">What is done with its values.</param>
/// <param name="isRemembered">Whether it is known beyond the current object.</param>
internal sealed class JsonMember(byte[] name, JsonPlace place, bool isRemembered)
{
    private WrittenName _leading;
    private WrittenName _following;

    public byte[] Name { get; } = name;

    public JsonPlace Place { get; } = place;

    public bool IsRemembered { get; } = isRemembered;

    /// <summary>The number of the last object that has it.</summary>
    public long LastObjectNumber { get; set; }

    /// <summary>The members that have come next in other objects.</summary>
    public JsonSuccessors Next { get; } = new();

    /// <summary>How it was last written as the first of its object, or behind another: with blanks, comma, quotes and colon.</summary>
    public ref readonly WrittenName Written(bool isFirst) => ref isFirst ? ref _leading : ref _following;

    /// <summary>Remembers how it is written.</summary>
    public void Learn(bool isFirst, ReadOnlySpan<byte> written)
    {
        ref var known = ref isFirst ? ref _leading : ref _following;
        if (!known.Is(written))
        {
            known = WrittenName.Of(written);
        }
    }
}

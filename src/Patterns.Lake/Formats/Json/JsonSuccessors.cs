namespace Patterns.Lake.Formats.Json;

/// <summary>The two members that last came next at a place in the order of members, for objects of two kinds and members that may be missing.</summary>
internal sealed class JsonSuccessors
{
    public JsonMember? First { get; private set; }

    public JsonMember? Second { get; private set; }

    /// <summary>Remembers a member that came next.</summary>
    public void Learn(JsonMember member)
    {
        if (First != member)
        {
            Second = First;
            First = member;
        }
    }
}

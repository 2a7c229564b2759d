namespace Patterns.Lake.Inference;

/// <summary>One member of the objects at a place, or one column of a file.</summary>
internal sealed class Member(byte[] utf8Name, string name, ValueProfile value)
{
    public byte[] Utf8Name { get; } = utf8Name;

    public string Name { get; } = name;

    public ValueProfile Value { get; } = value;
}

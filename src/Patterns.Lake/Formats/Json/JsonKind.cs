namespace Patterns.Lake.Formats.Json;

/// <summary>What a JSON value is, known from its first byte.</summary>
internal enum JsonKind : byte
{
    /// <summary>No value starts here.</summary>
    None,
    Object,
    Array,
    String,
    Number,
    True,
    False,
    Null,
}

namespace Patterns.Lake.Formats.Json;

/// <summary>The kinds of values that are read the quick way.</summary>
internal enum JsonPlain : byte
{
    /// <summary>Something else.</summary>
    None,

    /// <summary>A string without escapes.</summary>
    String,

    /// <summary>An integer of up to 18 digits.</summary>
    Integer,
}

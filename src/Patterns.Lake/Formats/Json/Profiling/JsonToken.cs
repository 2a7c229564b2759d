namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>What stands at a place of a record.</summary>
internal enum JsonToken : byte
{
    Null,
    True,
    False,

    /// <summary>An integer of up to 18 digits.</summary>
    ShortInteger,

    /// <summary>Any other number.</summary>
    Number,

    /// <summary>A string without escapes.</summary>
    PlainString,

    /// <summary>A string with escapes.</summary>
    EscapedString,

    /// <summary>The start of an object; its members follow.</summary>
    Object,

    /// <summary>The start of an array; its elements follow.</summary>
    Array,
}

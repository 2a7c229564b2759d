namespace Patterns.Lake.Formats.Json;

/// <summary>Why a text is not one JSON value (RFC 8259), or not one that can be kept.</summary>
internal enum JsonFault : byte
{
    None,

    /// <summary>The text ends inside of a value.</summary>
    Truncated,

    /// <summary>A value was expected and something else was found.</summary>
    ValueExpected,

    /// <summary>The name of a member was expected.</summary>
    NameExpected,

    /// <summary>A colon was expected behind the name of a member.</summary>
    ColonExpected,

    /// <summary>A comma or the end of the object was expected.</summary>
    CommaOrBraceExpected,

    /// <summary>A comma or the end of the array was expected.</summary>
    CommaOrBracketExpected,

    /// <summary>A comma stands before the end of an object or an array.</summary>
    TrailingComma,

    /// <summary>A number is not written as RFC 8259, section 6, has it.</summary>
    BadNumber,

    /// <summary>A word that starts like true, false or null and is none of them.</summary>
    BadLiteral,

    /// <summary>A character below U+0020 stands in a string without being escaped.</summary>
    ControlCharacter,

    /// <summary>A backslash is followed by something that is no escape.</summary>
    BadEscape,

    /// <summary>Half of a surrogate pair is escaped without its other half; no UTF-8 text can hold it.</summary>
    LoneSurrogate,

    /// <summary>Objects and arrays are nested deeper than <see cref="JsonCursor.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>Something follows the value.</summary>
    TextBehindValue,

    /// <summary>A name occurs twice in an object; RFC 8259 leaves open which value counts.</summary>
    DuplicateName,

    /// <summary>The record is not an object, as the records before it are.</summary>
    NotAnObject,

    /// <summary>A value cannot be read as the type of its column.</summary>
    Misfit,
}

namespace Patterns.Lake.Formats.Logs;

/// <summary>What the text of a field means.</summary>
internal enum LogFieldKind : byte
{
    /// <summary>The log says that there is no value.</summary>
    Null,

    /// <summary>Text, even if it looks like a number.</summary>
    Text,

    /// <summary>A number, a time or whatever else it looks like.</summary>
    Value,

    /// <summary>As <see cref="Value"/>, in a spelling other than the line's.</summary>
    RewrittenValue,
}

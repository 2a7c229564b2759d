namespace Patterns.Lake;

/// <summary>What is known of a delimited file beforehand. What is null is detected from the file.</summary>
public sealed class CsvOptions
{
    /// <summary>The character between fields, one of ASCII; null (default) detects comma, semicolon, tab or vertical bar.</summary>
    public char? Delimiter { get; set; }

    /// <summary>The character around fields that hold delimiters or line ends, one of ASCII; null (default) detects double or single quotes.</summary>
    public char? Quote { get; set; }

    /// <summary>The character that makes a quote part of a quoted field, one of ASCII; null (default) detects a doubled quote or a backslash.</summary>
    public char? Escape { get; set; }

    /// <summary>The character that starts a comment line, one of ASCII. Null (default) means that there are no comments: they are never guessed.</summary>
    public char? Comment { get; set; }

    /// <summary>Whether the first record holds the names of the columns; null (default) detects it.</summary>
    public bool? HasHeader { get; set; }
}

using Patterns.Core;

namespace Patterns.Tables;

/// <summary>Another engine gave a value that does not fit the type that it has here. Code <c>sql.value</c>.</summary>
public sealed class SqlValueException : PatternsException
{
    internal SqlValueException(string column, string found, string expected, Exception? innerException = null)
        : base("sql.value", $"Column '{column}' of the result: found {found}, expected {expected}. See that the table there has the columns and types of the one here.", innerException)
    {
        Column = column;
        Found = found;
        Expected = expected;
    }

    /// <summary>Name of the column; empty when it is not one column.</summary>
    public string Column { get; }

    /// <summary>What the engine gave.</summary>
    public string Found { get; }

    /// <summary>What fits.</summary>
    public string Expected { get; }
}

using System.Buffers;

namespace Patterns.Tables.Delta.Columns;

/// <summary>What a column may be called.</summary>
internal static class ColumnName
{
    /// <summary>Characters that Spark refuses in names of columns unless they are mapped to others.</summary>
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" ,;{}()\n\t=");

    /// <summary>Whether every engine takes the name without column mapping.</summary>
    public static bool IsPlain(string name) => name.Length > 0 && !name.AsSpan().ContainsAny(Forbidden);
}

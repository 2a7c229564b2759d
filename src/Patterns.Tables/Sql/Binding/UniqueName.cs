namespace Patterns.Tables.Sql.Binding;

/// <summary>Names of columns that are there once.</summary>
internal static class UniqueName
{
    /// <summary>The name, or the name with the first number behind it that makes it unique; it is taken afterwards.</summary>
    public static string Of(string name, HashSet<string> taken)
    {
        var unique = name;
        for (var number = 1; !taken.Add(unique); number++)
        {
            unique = FormattableString.Invariant($"{name}_{number}");
        }

        return unique;
    }
}

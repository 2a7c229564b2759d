namespace Patterns.Columnar.Expressions.Casting;

/// <summary>What happens to a value that does not fit the type wanted.</summary>
internal enum CastMode
{
    /// <summary>It is an error.</summary>
    Strict,

    /// <summary>It becomes null.</summary>
    Try,
}

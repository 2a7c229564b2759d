namespace Patterns.Updates.AspNetCore.Limits;

/// <summary>Whether a live request was let in.</summary>
internal enum Admission
{
    /// <summary>It was, and is to be let out again.</summary>
    Granted,

    /// <summary>The principal has as many as it may have.</summary>
    PrincipalFull,

    /// <summary>The server has as many as it takes.</summary>
    ServerFull,
}

namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>A path behind <c>__ds/</c>: <c>jwks.json</c>, <c>subscriptions/{id}</c> or <c>subscriptions/{id}/{action}</c>, where an action may have a path behind it.</summary>
/// <param name="Id">Id of the subscription; null for the keys.</param>
/// <param name="Action">What comes behind the id; null for nothing.</param>
/// <param name="Rest">What comes behind the action; null for nothing.</param>
internal sealed record WakePath(string? Id, string? Action, string? Rest)
{
    private const string Keys = "jwks.json";
    private const string Collection = "subscriptions";

    /// <summary>Null when there is nothing at the path.</summary>
    public static WakePath? Read(string? path) => path?.Split('/', 4) switch
    {
        [Keys] => new WakePath(null, null, null),
        [Collection, { Length: > 0 } id] => new WakePath(id, null, null),
        [Collection, { Length: > 0 } id, { Length: > 0 } action] => new WakePath(id, action, null),
        [Collection, { Length: > 0 } id, { Length: > 0 } action, { Length: > 0 } rest] => new WakePath(id, action, rest),
        _ => null,
    };
}

namespace Patterns.Updates;

/// <summary>An update that an endpoint was not told in spite of every attempt. The update itself stays in its feed; it can be sent again.</summary>
/// <param name="Offset">Where it is in the feed.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Time">When it was given up.</param>
/// <param name="Reason">What the last attempt came to, or why none could help.</param>
public sealed record WebhookDeadLetter(UpdateOffset Offset, int Attempts, DateTimeOffset Time, string Reason);

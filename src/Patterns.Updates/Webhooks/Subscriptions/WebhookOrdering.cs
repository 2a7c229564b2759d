namespace Patterns.Updates;

/// <summary>In which order an endpoint gets updates. The default is <see cref="None"/>.</summary>
public enum WebhookOrdering
{
    /// <summary>Several at a time, and one that fails holds up no other.</summary>
    None,

    /// <summary>
    /// One after the other for each key: the next is sent when the one before was delivered or given up. Other keys go on. Updates without a key keep
    /// their order among themselves. A process that dies goes back a little, so a receiver may see some once more, in order.
    /// </summary>
    ByKey,
}

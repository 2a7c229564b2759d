namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>A part of the feed that is sent once more: what follows one offset, up to and including another.</summary>
internal readonly record struct DeliveryRange(UpdateOffset After, UpdateOffset UpTo);

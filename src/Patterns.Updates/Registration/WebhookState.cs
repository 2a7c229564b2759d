using Patterns.Core;

namespace Patterns.Updates.Registration;

/// <summary>Where subscriptions and their progress are kept, when that is not beside the feeds.</summary>
/// <param name="Objects">The store.</param>
internal sealed record WebhookState(IObjectStore Objects);

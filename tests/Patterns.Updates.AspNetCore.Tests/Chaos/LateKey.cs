namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>A key that becomes known after the receiver that needs it has been started: a subscription has to name the receiver's URL.</summary>
internal sealed class LateKey : IWebhookVerificationKey
{
    private readonly TaskCompletionSource<WebhookSecret> _secret = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Version => "v1";

    /// <summary>Completes when the key is known.</summary>
    public Task Known => _secret.Task;

    public void Set(string secret) => _secret.TrySetResult(WebhookSecret.Parse(secret));

    public bool Verify(ReadOnlySpan<byte> content, ReadOnlySpan<byte> signature) => _secret.Task.Result.Verify(content, signature);
}

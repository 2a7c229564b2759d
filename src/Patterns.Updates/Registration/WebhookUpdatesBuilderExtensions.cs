using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Updates.Registration;

namespace Patterns.Updates;

/// <summary>Registers webhooks with a container.</summary>
public static class WebhookUpdatesBuilderExtensions
{
    /// <summary>
    /// Registers a <see cref="WebhookSender"/> that starts and stops with the host. Subscriptions and progress are kept in the folder
    /// <c>{Directory}-webhooks</c> beside that of the feeds, or in memory when the feeds are. Calling it twice is harmless.
    /// </summary>
    /// <param name="updates">The feeds.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults.</param>
    public static UpdatesBuilder WithWebhooks(this UpdatesBuilder updates, Action<WebhookSenderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var options = updates.Services.AddOptionsWithValidateOnStart<WebhookSenderOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        updates.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookSenderOptions>, WebhookSenderOptionsValidator>());
        updates.Services.TryAddSingleton(static services => Create(services, services.GetService<WebhookState>()?.Objects));
        updates.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WebhookSenderService>());
        return updates;
    }

    /// <summary>As the other one, with subscriptions and progress kept in a store of one's own, such as a bucket.</summary>
    /// <param name="updates">The feeds.</param>
    /// <param name="state">Where; holds secrets, so let nobody else read it. Stays the caller's.</param>
    /// <param name="configure">Changes the options; null means the defaults.</param>
    public static UpdatesBuilder WithWebhooks(this UpdatesBuilder updates, IObjectStore state, Action<WebhookSenderOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        ArgumentNullException.ThrowIfNull(state);
        updates.Services.AddSingleton(new WebhookState(state));
        return updates.WithWebhooks(configure);
    }

    private static WebhookSender Create(IServiceProvider services, IObjectStore? state)
    {
        var directory = services.GetRequiredService<IOptions<UpdateStoreOptions>>().Value.Directory;
        return new WebhookSender(
            services.GetRequiredService<IUpdateStore>(),
            state ?? (directory is null ? new MemoryObjectStore() : new FileObjectStore(Path.TrimEndingDirectorySeparator(directory) + "-webhooks")),
            services.GetRequiredService<IOptions<WebhookSenderOptions>>().Value,
            services.GetService<TimeProvider>(),
            logger: services.GetService<ILogger<WebhookSender>>());
    }
}

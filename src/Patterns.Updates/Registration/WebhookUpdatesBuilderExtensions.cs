using System.Diagnostics.Metrics;
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
        updates.Services.TryAddSingleton(Create);
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

    /// <summary>
    /// Registers <see cref="WakeSubscriptions"/> that start and stop with the host, kept in the same place as webhooks: one worker at a time is woken for a group
    /// of feeds. Calling it twice is harmless.
    /// </summary>
    /// <param name="updates">The feeds.</param>
    /// <param name="configure">Changes the options, which are checked when the host starts; null means the defaults, with which there is no waking by webhook.</param>
    public static UpdatesBuilder WithWakeSubscriptions(this UpdatesBuilder updates, Action<WakeSubscriptionsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var options = updates.Services.AddOptionsWithValidateOnStart<WakeSubscriptionsOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        updates.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WakeSubscriptionsOptions>, WakeSubscriptionsOptionsValidator>());
        updates.Services.TryAddSingleton(static services => new WakeSubscriptions(
            services.GetRequiredService<IUpdateStore>(),
            StateOf(services),
            services.GetRequiredService<IOptions<WakeSubscriptionsOptions>>().Value,
            services.GetService<TimeProvider>(),
            logger: services.GetService<ILogger<WakeSubscriptions>>()));
        updates.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, WakeSubscriptionsService>());
        return updates;
    }

    private static WebhookSender Create(IServiceProvider services) => new(
        services.GetRequiredService<IUpdateStore>(),
        StateOf(services),
        services.GetRequiredService<IOptions<WebhookSenderOptions>>().Value,
        services.GetService<TimeProvider>(),
        logger: services.GetService<ILogger<WebhookSender>>(),
        meters: services.GetService<IMeterFactory>());

    private static IObjectStore StateOf(IServiceProvider services)
        => services.GetService<WebhookState>()?.Objects
            ?? (services.GetRequiredService<IOptions<UpdateStoreOptions>>().Value.Directory is { } directory
                ? new FileObjectStore(Path.TrimEndingDirectorySeparator(directory) + "-webhooks")
                : new MemoryObjectStore());
}

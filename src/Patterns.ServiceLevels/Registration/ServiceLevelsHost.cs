using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Patterns.ServiceLevels.Registration;

/// <summary>Runs the evaluator as long as the host runs.</summary>
internal sealed class ServiceLevelsHost(ObjectiveEvaluator evaluator, IOptions<ServiceLevelsOptions> options, ServiceLevelsStorage? storage = null) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var settings = options.Value;
        if (!settings.EvaluateInBackground)
        {
            return Task.CompletedTask;
        }

        var store = storage is null ? null : new IndicatorStore(storage.Objects, new IndicatorStoreOptions { Folder = settings.Folder, JournalsPerSnapshot = settings.JournalsPerSnapshot });
        return evaluator.RunAsync(store, stoppingToken);
    }
}

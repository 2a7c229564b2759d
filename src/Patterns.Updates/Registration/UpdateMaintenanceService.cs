using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Patterns.Updates.Registration;

/// <summary>Has the container's store maintained at intervals while the host runs, if it does not do that by itself.</summary>
internal sealed class UpdateMaintenanceService(IUpdateStore store, IOptions<UpdateStoreOptions> options, TimeProvider? time = null, ILogger<UpdateMaintenanceService>? logger = null) : BackgroundService
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ILogger _logger = logger ?? NullLogger<UpdateMaintenanceService>.Instance;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (store is IMaintainedUpdateStore maintained)
        {
            await Task.Delay(options.Value.MaintenanceInterval, _time, stoppingToken).ConfigureAwait(false);
            try
            {
                await maintained.MaintainAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.StoreMaintenanceFailed(_logger, exception);
            }
        }
    }
}

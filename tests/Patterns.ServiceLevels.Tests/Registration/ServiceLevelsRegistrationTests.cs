using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Registration;

public sealed class ServiceLevelsRegistrationTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static Objective Create(string name, Indicator indicator) => new(name, indicator, Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(7)));

    [Fact]
    public async Task A_host_listens_evaluates_and_keeps_what_it_saw()
    {
        var (objects, time) = (new MemoryObjectStore(), new ManualTimeProvider(Start));
        for (var process = 1; process <= 2; process++)
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Services.AddHealthChecks().AddServiceLevels();
            builder.Services.AddPatternsServiceLevels();
            builder.Services.AddPatternsServiceLevels()
                .AddHttpServerAvailability("requests")
                .AddHttpServerLatency("fast-requests", TimeSpan.FromMilliseconds(300))
                .AddObjective("availability", "requests", Create)
                .WithStore(objects);
            using var host = builder.Build();
            await host.StartAsync();
            await time.WaitForTimersAsync();
            using var meter = new Meter("Microsoft.AspNetCore.Hosting");
            meter.CreateHistogram<double>("http.server.request.duration").Record(0.1, new KeyValuePair<string, object?>("http.response.status_code", 200));
            time.Advance(TimeSpan.FromMinutes(1));
            await time.WaitForTimersAsync();

            var evaluator = host.Services.GetRequiredService<ObjectiveEvaluator>();
            Assert.Equal(process, Assert.Single(evaluator.LastStatuses()).Budget.Counts.Total);
            Assert.Equal(2, evaluator.Indicators.Count);
            Assert.Equal(HealthStatus.Healthy, (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
            Assert.Same(host.Services.GetRequiredKeyedService<Indicator>("requests"), evaluator.Objectives[0].Indicator);
            await host.StopAsync();
            time.Advance(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public void An_objective_of_an_unknown_indicator_says_which()
    {
        var services = new ServiceCollection();
        services.AddPatternsServiceLevels().AddObjective("o", "missing", Create);
        using var provider = services.BuildServiceProvider();

        Assert.Contains("missing", Assert.Throws<InvalidOperationException>(provider.GetRequiredService<ObjectiveEvaluator>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        var services = new ServiceCollection();
        services.AddPatternsServiceLevels(static options => (options.Folder, options.JournalsPerSnapshot) = ("../x", 0));
        using var provider = services.BuildServiceProvider();

        Assert.Equal(2, Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<ServiceLevelsOptions>>().Value).Failures.Count());
    }

    [Fact]
    public void Gauges_tell_where_objectives_stood_at_the_last_tick()
    {
        var indicator = new Indicator("i");
        using var evaluator = new ObjectiveEvaluator([Create("gauged", indicator)]);
        indicator.Record(new EventCounts(98, 100), Start);
        evaluator.Tick(Start.AddMinutes(1));
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Meter.Name == "Patterns.ServiceLevels")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (tags[0].Value is "gauged")
            {
                seen[instrument.Name] = value;
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(0.98, seen["service_level.attainment"]);
        Assert.Equal(0.99, seen["service_level.target"]);
        Assert.Equal(2, seen["service_level.budget.spent"], 9);
        Assert.Equal(2, seen["service_level.burn_rate"], 9);
    }
}

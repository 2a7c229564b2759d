namespace Patterns.ServiceLevels.Registration;

/// <summary>The sources that listen as long as the container lives.</summary>
internal sealed class StartedSources(IServiceProvider services, IEnumerable<SourceStart> starts) : IDisposable
{
    private readonly IDisposable[] _sources = [.. starts.Select(start => start.Create(services))];

    public void Dispose()
    {
        foreach (var source in _sources)
        {
            source.Dispose();
        }
    }
}

using Patterns.Updates.AspNetCore.Limits;

namespace Patterns.Updates.AspNetCore.Shutdown;

/// <summary>
/// Ends live requests when the server stops: in waves, so that their clients do not all come back to its successor at one moment, and all of them
/// within a bounded time, so that they do not hold the host.
/// </summary>
internal sealed class Drain(TimeProvider time, Chance chance, TimeSpan period) : IAsyncDisposable
{
    /// <summary>Into how many groups live requests are split.</summary>
    public const int WaveCount = 8;

    private readonly CancellationTokenSource[] _waves = [.. Enumerable.Range(0, WaveCount).Select(static _ => new CancellationTokenSource())];
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private int _nextWave;
    private bool _isDraining;

    /// <summary>Called for each wave as it ends, and with <see cref="WaveCount"/> when all that is left is to be broken.</summary>
    public Action<int>? Ended { get; set; }

    /// <summary>True from the moment at which the server begins to stop.</summary>
    public bool IsDraining => Volatile.Read(ref _isDraining);

    /// <summary>The wave of a new request.</summary>
    public int Choose() => chance.Below(WaveCount);

    /// <summary>Cancelled when a wave ends.</summary>
    public CancellationToken Token(int wave) => _waves[wave].Token;

    /// <summary>Begins. The first wave ends at once.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_isDraining)
            {
                return;
            }

            Volatile.Write(ref _isDraining, true);
            _timer = time.CreateTimer(static drain => ((Drain)drain!).EndNext(), this, TimeSpan.Zero, period / WaveCount);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var wave in _waves)
        {
            wave.Dispose();
        }
    }

    private void EndNext()
    {
        var wave = Interlocked.Increment(ref _nextWave) - 1;
        if (wave > WaveCount)
        {
            return;
        }

        if (wave < WaveCount)
        {
            _waves[wave].Cancel();
        }
        else
        {
            _timer?.Dispose();
        }

        Ended?.Invoke(wave);
    }
}

using System.Runtime.CompilerServices;
using Patterns.Core;

namespace Patterns.Testing;

/// <summary>
/// A store over another one whose calls go wrong as a plan says. Failures are reported as <see cref="ObjectStoreException"/>, as by a real
/// store. The plan is asked by one call at a time. Thread safe when the inner store is.
/// </summary>
/// <param name="inner">The store that has the objects.</param>
/// <param name="plan">What goes wrong with a call; see <see cref="FaultPlan"/>.</param>
/// <param name="timeProvider">The clock of the delays; null means the system's.</param>
public sealed class FlakyObjectStore(IObjectStore inner, Func<StoreCall, Fault> plan, TimeProvider? timeProvider = null) : IObjectStore
{
    private readonly TimeProvider _timeProvider = timeProvider ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly List<StoreCall> _calls = [];
    private readonly List<Task> _late = [];

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<StoreCall> Calls
    {
        get
        {
            lock (_lock)
            {
                return [.. _calls];
            }
        }
    }

    /// <summary>Completes once every effect that lands late has landed. Their delays must be over, or be over soon.</summary>
    public Task SettleAsync()
    {
        lock (_lock)
        {
            return Task.WhenAll(_late);
        }
    }

    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        string? startAfter = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (call, fault) = Plan(StoreOperation.List, prefix);
        await DelayAsync(fault.DelayBefore, cancellationToken);
        FailIf(fault.Kind is FaultKind.FailBefore or FaultKind.LandLate, call);
        await foreach (var info in inner.ListAsync(prefix, startAfter, cancellationToken))
        {
            yield return info;
            FailIf(fault.Kind is FaultKind.FailAfter, call);
        }

        await DelayAsync(fault.DelayAfter, cancellationToken);
    }

    public Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync(StoreOperation.Head, path, () => inner.HeadAsync(path, cancellationToken), cancellationToken);

    public Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync<IObjectReader>(
            StoreOperation.Open,
            path,
            async () => new FlakyObjectReader(this, await inner.OpenReadAsync(path, cancellationToken)),
            cancellationToken);

    public Task PutAsync(
        string path,
        ReadOnlyMemory<byte> content,
        PutMode mode = PutMode.Overwrite,
        CancellationToken cancellationToken = default)
        => PutAsync(StoreOperation.Put, path, content.ToArray(), mode, cancellationToken);

    public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
        => RunAsync<ObjectWriter>(
            StoreOperation.Create,
            path,
            () => Task.FromResult<ObjectWriter>(new FlakyObjectWriter(this, ObjectPath.Require(path), mode)),
            cancellationToken);

    public Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync(StoreOperation.Delete, path, () => inner.DeleteAsync(path, cancellationToken), cancellationToken);

    internal Task PutAsync(StoreOperation operation, string path, ReadOnlyMemory<byte> content, PutMode mode, CancellationToken cancellationToken)
        => RunAsync(
            operation,
            path,
            async () =>
            {
                await inner.PutAsync(path, content, mode, cancellationToken);
                return true;
            },
            cancellationToken);

    internal async Task<T> RunAsync<T>(StoreOperation operation, string path, Func<Task<T>> effect, CancellationToken cancellationToken)
    {
        var (call, fault) = Plan(operation, path);
        if (fault.Kind == FaultKind.LandLate && call.IsChange)
        {
            LandLate(effect, fault.DelayBefore);
            throw Failure(call);
        }

        await DelayAsync(fault.DelayBefore, cancellationToken);
        FailIf(fault.Kind is FaultKind.FailBefore or FaultKind.LandLate, call);
        var answer = await effect();
        if (fault.Kind == FaultKind.Repeat && call.IsChange)
        {
            answer = await effect();
        }

        await DelayAsync(fault.DelayAfter, cancellationToken);
        FailIf(fault.Kind == FaultKind.FailAfter, call);
        return answer;
    }

    private static void FailIf(bool fails, StoreCall call)
    {
        if (fails)
        {
            throw Failure(call);
        }
    }

    private static ObjectStoreException Failure(StoreCall call)
        => new(call.Path, $"Planned failure of call {call.Index}, {call.Operation} of '{call.Path}'.");

    private (StoreCall Call, Fault Fault) Plan(StoreOperation operation, string path)
    {
        lock (_lock)
        {
            var call = new StoreCall(_calls.Count, operation, path);
            _calls.Add(call);
            return (call, plan(call));
        }
    }

    private void LandLate<T>(Func<Task<T>> effect, TimeSpan delay)
    {
        lock (_lock)
        {
            _late.Add(LandAsync());
        }

        async Task LandAsync()
        {
            await DelayAsync(delay, CancellationToken.None);
            try
            {
                await effect();
            }
            catch (Exception exception) when (exception is ObjectExistsException or OperationCanceledException)
            {
                // Somebody else was there in the meantime, or the caller gave up; nobody waits for the answer any more.
            }
        }
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
        => delay > TimeSpan.Zero ? Task.Delay(delay, _timeProvider, cancellationToken) : Task.CompletedTask;
}

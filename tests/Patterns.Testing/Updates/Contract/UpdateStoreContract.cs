using System.Text;
using Patterns.Updates;
using Xunit;

namespace Patterns.Testing;

/// <summary>
/// A topic of what every <see cref="IUpdateStore"/> promises. <see cref="UpdateStoreScenarios"/> runs the tests of all topics over a backend, each over a
/// place of its own that is empty at first.
/// </summary>
public abstract class UpdateStoreContract : IAsyncDisposable
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Func<TimeProvider, IUpdateStore> _open;

    /// <param name="open">Opens a store over the place; again, after the one before was disposed of.</param>
    protected UpdateStoreContract(Func<TimeProvider, IUpdateStore> open)
    {
        _open = open;
        Store = open(Time);
    }

    protected ManualTimeProvider Time { get; private set; } = new();

    protected IUpdateStore Store { get; private set; }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
    }

    /// <summary>Ends the store and opens it again, by another clock.</summary>
    protected async Task ReopenAsync(ManualTimeProvider time)
    {
        await Store.DisposeAsync();
        Time = time;
        Store = _open(time);
    }

    protected async Task<IUpdateLog> NewAsync(string name, FeedConfiguration? configuration = null)
    {
        var creation = await Store.CreateAsync(name, configuration);
        Assert.True(creation.IsNew);
        return creation.Log;
    }

    protected static NewUpdate[] Numbers(int first, int count) => [.. Enumerable.Range(first, count).Select(static number => new NewUpdate(Bytes(number)))];

    protected static byte[] Bytes(int number) => Encoding.UTF8.GetBytes($"{number}");

    protected static IReadOnlyList<string> Texts(IEnumerable<Update> updates) => [.. updates.Select(static update => Encoding.UTF8.GetString(update.Payload.Span))];

    protected async Task<IReadOnlyList<string>> ListAsync(string prefix)
    {
        List<string> names = [];
        await foreach (var name in Store.ListAsync(prefix))
        {
            names.Add(name);
        }

        return names;
    }
}

using Patterns.Core;
using Patterns.Updates.Webhooks.Receiving;

namespace Patterns.Updates;

/// <summary>
/// Knows in a folder which messages were handled: what was completed stays known when the process ends, at whatever moment. One process per folder. All
/// who complete at the same time share one write to the disk. Thread safe.
/// </summary>
public sealed class FileWebhookDedupeStore : IWebhookDedupeStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly MessageTable _messages;
    private List<Completion> _waiting = [];
    private FileStream? _file;
    private bool _isWriting;
    private bool _isDisposed;

    /// <summary>Opens the folder and loads what is known.</summary>
    /// <param name="folder">Path of the folder; created when it is not there.</param>
    /// <param name="life">How long a message is known, at least as long as senders try again: null for 5 days.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The life is zero or less.</exception>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    public FileWebhookDedupeStore(string folder, TimeSpan? life = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Life = life ?? MemoryWebhookDedupeStore.DefaultLife;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Life, TimeSpan.Zero, nameof(life));
        _folder = Path.GetFullPath(folder);
        DurableFiles.CreateFolder(_folder);
        _time = time ?? TimeProvider.System;
        _messages = new MessageTable(Life);
        foreach (var file in Files().Order(StringComparer.Ordinal))
        {
            foreach (var (message, at) in DedupeFile.Read(File.ReadAllBytes(file)))
            {
                _messages.Complete(message, at);
            }
        }
    }

    /// <summary>How long a message is known.</summary>
    public TimeSpan Life { get; }

    /// <inheritdoc/>
    public ValueTask<WebhookClaim> ClaimAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ValueTask.FromResult(_messages.Claim(MessageHash.Of(key), _time.GetUtcNow()));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">It could not be written; the message is not known.</exception>
    public async ValueTask CompleteAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        var completion = new Completion(MessageHash.Of(key), _time.GetUtcNow());
        bool writes;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _waiting.Add(completion);
            writes = !_isWriting;
            _isWriting = true;
        }

        if (writes)
        {
            await Task.Run(WriteAll, CancellationToken.None).ConfigureAwait(false);
        }

        await completion.Written.Task.ConfigureAwait(false);
        _messages.Complete(completion.Message, completion.At);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        _messages.Release(MessageHash.Of(key));
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file. What was completed is on the disk already.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            if (!_isWriting)
            {
                _file?.Dispose();
            }
        }
    }

    // One thread at a time is here; those who come meanwhile are taken in the next round.
    private void WriteAll()
    {
        while (true)
        {
            List<Completion> batch;
            lock (_lock)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    if (_isDisposed)
                    {
                        _file?.Dispose();
                    }

                    return;
                }

                (batch, _waiting) = (_waiting, []);
            }

            try
            {
                Write(batch);
                batch.ForEach(static completion => completion.Written.SetResult());
            }
            catch (Exception failure)
            {
                // The file may end in half a record now: the next batch goes into a file that is opened anew, behind whole records.
                _file?.Dispose();
                _file = null;
                batch.ForEach(completion => completion.Written.SetException(failure));
            }
        }
    }

    private void Write(List<Completion> batch)
    {
        var records = new byte[batch.Count * DedupeFile.RecordBytes];
        for (var index = 0; index < batch.Count; index++)
        {
            DedupeFile.Write(records.AsSpan(index * DedupeFile.RecordBytes, DedupeFile.RecordBytes), batch[index].Message, batch[index].At);
        }

        var file = FileFor(batch[^1].At);
        file.Write(records);
        file.Flush(flushToDisk: true);
    }

    private FileStream FileFor(DateTimeOffset now)
    {
        var path = Path.Join(_folder, DedupeFile.NameOf(now));
        if (_file?.Name == path)
        {
            return _file;
        }

        _file?.Dispose();
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        DurableFiles.FlushFolder(_folder);
        _file.SetLength(_file.Length / DedupeFile.RecordBytes * DedupeFile.RecordBytes);
        _file.Seek(0, SeekOrigin.End);
        foreach (var file in Files().Where(file => DedupeFile.DayOf(Path.GetFileName(file))!.Value.AddDays(1) + Life < now))
        {
            File.Delete(file);
        }

        return _file;
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(_folder).Where(static file => DedupeFile.DayOf(Path.GetFileName(file)) is not null);

    private sealed record Completion(MessageHash Message, DateTimeOffset At)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

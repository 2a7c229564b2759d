using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Patterns.Storage.S3.Tests.Server;

/// <summary>The objects and uploads of one bucket, in the order of S3: that of UTF-8 bytes.</summary>
public sealed class S3Bucket
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, StoredObject> _objects = new(Comparer<string>.Create(static (left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))));
    private readonly ConcurrentDictionary<string, Upload> _uploads = new();
    private int _nextUpload;

    /// <summary>Uploads that are neither complete nor aborted.</summary>
    public int OpenUploads => _uploads.Count;

    public StoredObject? Find(string key)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(key);
        }
    }

    /// <summary>Puts an object; null when the key is taken and must not be.</summary>
    public StoredObject? Put(string key, byte[] content, IReadOnlyDictionary<string, string> metadata, bool onlyIfAbsent)
    {
        var stored = new StoredObject(content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"", DateTimeOffset.UtcNow, metadata);
        lock (_lock)
        {
            if (onlyIfAbsent && _objects.ContainsKey(key))
            {
                return null;
            }

            _objects[key] = stored;
            return stored;
        }
    }

    public void Delete(string key)
    {
        lock (_lock)
        {
            _objects.Remove(key);
        }
    }

    /// <summary>Some of the objects behind a key, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, StoredObject>> List(string prefix, string after, int count)
    {
        lock (_lock)
        {
            return [.. _objects.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && _objects.Comparer.Compare(pair.Key, after) > 0).Take(count)];
        }
    }

    public string Start(IReadOnlyDictionary<string, string> metadata)
    {
        var id = $"upload-{Interlocked.Increment(ref _nextUpload)}";
        _uploads[id] = new Upload(metadata);
        return id;
    }

    /// <summary>Adds a part; false when there is no such upload.</summary>
    public bool AddPart(string id, int number, byte[] content) => _uploads.TryGetValue(id, out var upload) && (upload.Parts[number] = content) is not null;

    /// <summary>Completes an upload; null when there is none.</summary>
    public bool? Complete(string key, string id, bool onlyIfAbsent)
    {
        if (!_uploads.TryGetValue(id, out var upload))
        {
            return null;
        }

        byte[] content = [.. upload.Parts.OrderBy(static part => part.Key).SelectMany(static part => part.Value)];
        var isDone = Put(key, content, upload.Metadata, onlyIfAbsent) is not null;
        return isDone && _uploads.TryRemove(id, out _) ? true : isDone;
    }

    public bool Abort(string id) => _uploads.TryRemove(id, out _);

    public sealed record StoredObject(byte[] Content, string ETag, DateTimeOffset LastModified, IReadOnlyDictionary<string, string> Metadata);

    private sealed record Upload(IReadOnlyDictionary<string, string> Metadata)
    {
        public ConcurrentDictionary<int, byte[]> Parts { get; } = new();
    }
}

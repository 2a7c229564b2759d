using Patterns.Updates.Files;

namespace Patterns.Updates.Tests.Segments;

/// <summary>A folder in memory whose disk fails when it is told to, and that can be copied as a crash leaves it.</summary>
internal sealed class TestLogFolder : ILogFolder
{
    private readonly Dictionary<string, TestLogFile> _files = [];

    public string Path => "/feeds/test";

    /// <summary>Bytes that can still be written before the disk is full.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>How many of the next flushes fail.</summary>
    public int FailingFlushes { get; set; }

    public int Flushes { get; set; }

    /// <summary>Runs within every flush.</summary>
    public Action? OnFlush { get; set; }

    public string LastName => List().Order(StringComparer.Ordinal).Last();

    public byte[] this[string name]
    {
        get => _files[name].Bytes;
        set => _files[name] = new TestLogFile(this, value);
    }

    public TestLogFolder Copy()
    {
        TestLogFolder copy = new();
        foreach (var (name, file) in _files)
        {
            copy[name] = file.Bytes;
        }

        return copy;
    }

    public int TakeRoom(int bytes)
    {
        var taken = Math.Min(bytes, Room);
        Room -= Room == int.MaxValue ? 0 : taken;
        return taken;
    }

    public IReadOnlyList<string> List() => [.. _files.Keys];

    public ILogFile Create(string name, long length)
        => length <= Room ? _files[name] = new TestLogFile(this, new byte[length]) : throw new IOException("No space left on device");

    public ILogFile Open(string name) => _files[name];

    public void Delete(string name) => _files.Remove(name);
}

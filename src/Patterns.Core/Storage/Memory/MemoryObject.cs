namespace Patterns.Core.Storage.Memory;

/// <summary>The bytes of one object, which are never changed, and when they were put.</summary>
internal sealed record MemoryObject(byte[] Content, DateTimeOffset LastModified)
{
    public ObjectInfo Describe(string path) => new(path, Content.Length, LastModified);
}

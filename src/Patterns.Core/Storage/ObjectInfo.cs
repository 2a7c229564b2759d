namespace Patterns.Core;

/// <summary>What a store knows of one object.</summary>
/// <param name="Path">Path relative to the store's root, <c>/</c>-separated.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="LastModified">When the object was last written, UTC.</param>
public readonly record struct ObjectInfo(string Path, long Length, DateTimeOffset LastModified);

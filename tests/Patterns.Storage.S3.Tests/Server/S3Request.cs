namespace Patterns.Storage.S3.Tests.Server;

/// <summary>One request as the server saw it.</summary>
/// <param name="Index">0-based number since the server was started.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Key">Key of the object; empty for the bucket.</param>
/// <param name="Query">Names of the parameters.</param>
public sealed record S3Request(int Index, string Method, string Key, IReadOnlyCollection<string> Query);

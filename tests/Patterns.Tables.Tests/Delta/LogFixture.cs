using System.Text;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Delta;

/// <summary>Writes logs by hand, as another engine would.</summary>
internal static class LogFixture
{
    public const string Table = "sales/orders";

    public const string Protocol = """{"protocol":{"minReaderVersion":1,"minWriterVersion":2}}""";

    public const string Metadata =
        """{"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}]}","partitionColumns":[],"configuration":{}}}""";

    public static string Add(string path) => $$$"""{"add":{"path":"{{{path}}}","partitionValues":{},"size":1,"modificationTime":1,"dataChange":true}}""";

    public static string Remove(string path) => $$$"""{"remove":{"path":"{{{path}}}","deletionTimestamp":1,"dataChange":true}}""";

    public static Task WriteAsync(this IObjectStore store, long version, params string[] lines)
        => store.PutAsync($"{Table}/{LogFileName.Commit(version)}", Encoding.UTF8.GetBytes(string.Join('\n', lines)), PutMode.IfAbsent);

    public static IEnumerable<string> Paths(this Snapshot snapshot) => snapshot.Files.Select(static file => file.Add.Path);
}

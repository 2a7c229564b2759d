using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>How actions look as JSON. The code that reads and writes them is generated at build time, so nothing is reflected at run time.</summary>
[JsonSerializable(typeof(LogLine))]
[JsonSerializable(typeof(CommitInfo))]
[JsonSerializable(typeof(CheckpointHint))]
[JsonSerializable(typeof(VersionChecksum))]
internal sealed partial class LogJson : JsonSerializerContext
{
    /// <summary>The form that the protocol asks for. Quotes and letters of all languages stay readable: the files are never embedded in HTML.</summary>
    public static LogJson Protocol { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

using System.Text.Json;

namespace Patterns.Updates.Registration;

/// <summary>How values become JSON, when that is not by the web defaults.</summary>
/// <param name="Options">The options.</param>
internal sealed record UpdatesJson(JsonSerializerOptions Options);

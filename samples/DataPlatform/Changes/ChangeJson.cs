using System.Text.Json.Serialization;

namespace DataPlatform.Changes;

/// <summary>Writes changes as JSON without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FileLoaded))]
[JsonSerializable(typeof(TableCommitted))]
internal sealed partial class ChangeJson : JsonSerializerContext;

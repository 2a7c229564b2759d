using System.Text.Json.Serialization;

namespace Patterns.Lake.Landing;

/// <summary>Manifest entries as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LandedFile))]
internal sealed partial class ManifestJson : JsonSerializerContext;

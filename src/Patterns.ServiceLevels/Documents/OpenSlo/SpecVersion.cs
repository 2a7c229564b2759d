namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Versions that share the layout of v1 and differ in names.</summary>
internal enum SpecVersion
{
    V1,
    V2Alpha,
}

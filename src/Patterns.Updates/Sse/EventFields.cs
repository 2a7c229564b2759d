namespace Patterns.Updates.Sse;

/// <summary>The fields of an event while they stand in the input that they came with, so that they need no copy if the event ends there too.</summary>
internal ref struct EventFields
{
    public ReadOnlySpan<byte> Data;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Id;
    public bool HasData;
    public bool HasType;
    public bool HasId;
}

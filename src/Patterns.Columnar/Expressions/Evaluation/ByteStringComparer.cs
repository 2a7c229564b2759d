using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Equality of byte strings by their bytes; finds an array by a span.</summary>
internal sealed class ByteStringComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static ByteStringComparer Instance { get; } = new();

    public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(byte[] value) => GetHashCode(value.AsSpan());

    public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)ByteHash.Compute(alternate);

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}

using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Decodes texts or bytes.</summary>
internal abstract class BinaryDecoder
{
    /// <summary>Appends the next values to a column in the making.</summary>
    /// <param name="starts">Filled with the position in <paramref name="bytes"/> at which each value starts.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <exception cref="CorruptDataException">There are fewer values, or a length is wrong.</exception>
    public abstract void Append(Span<int> starts, BufferBuilder<byte> bytes);

    /// <summary>Passes over the next values.</summary>
    public abstract void Skip(int count);
}

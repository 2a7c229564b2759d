namespace Patterns.Lake;

/// <summary>How a lake is read. Read once, when the reader is created.</summary>
public sealed class LakeOptions
{
    /// <summary>
    /// The texts that stand for null in columns whose other values are of a type other than string, compared exactly. In a string column they
    /// are text. Default: <c>NA</c>, <c>N/A</c>, <c>n/a</c>, <c>#N/A</c>, <c>NULL</c>, <c>Null</c>, <c>null</c>, <c>None</c>, <c>none</c>, <c>-</c>, <c>\N</c>. Empty: no text is null.
    /// </summary>
    /// <remarks>A CSV field without a character and without quotes is always null. NaN is a number, not a null.</remarks>
    public IReadOnlyList<string> NullSpellings { get; set; } = Inference.NullSpellings.Default.Texts;

    /// <summary>The longest record in bytes, 1,024 to 1,073,741,824; a longer one is set aside. Default 16 MiB.</summary>
    public int MaxRecordBytes { get; set; } = 16 << 20;

    /// <summary>The most rows of a batch, 1 to 16,777,216; batches have fewer where rows are long or have hundreds of values. Default 65,536.</summary>
    public int RowsPerBatch { get; set; } = 65_536;

    /// <summary>The most files that are inferred at the same time, at least 1. Default: the number of processors.</summary>
    public int MaxParallelFiles { get; set; } = Environment.ProcessorCount;
}

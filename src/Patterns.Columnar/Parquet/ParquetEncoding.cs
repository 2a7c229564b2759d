namespace Patterns.Columnar;

/// <summary>How the values of a column are encoded on writing, before compression. Reading takes every encoding of the format.</summary>
public enum ParquetEncoding
{
    /// <summary>What is smallest for the values of each row group: a dictionary, differences, runs, or the values as they are.</summary>
    Automatic,

    /// <summary>The values as they are (PLAIN).</summary>
    Plain,

    /// <summary>Codes of a dictionary (RLE_DICTIONARY) as far as its limit allows, the rest as with <see cref="Automatic"/>. Not for booleans.</summary>
    Dictionary,

    /// <summary>
    /// Differences: DELTA_BINARY_PACKED for integers, dates, timestamps and decimals up to 18 digits; for text and binary DELTA_BYTE_ARRAY where
    /// values begin like the one before, else DELTA_LENGTH_BYTE_ARRAY.
    /// </summary>
    Delta,

    /// <summary>
    /// The first bytes of all values, then their second bytes, and so on (BYTE_STREAM_SPLIT), in which floating-point numbers, the only
    /// ones for which most readers know it, compress better.
    /// </summary>
    ByteStreamSplit,
}

using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Rows beyond a memory limit could not be set aside on disk, or not be read back. Its <see cref="PatternsException.Code"/> is <c>spill.failed</c>;
/// the inner exception is that of the operating system.
/// </summary>
public sealed class SpillException : PatternsException
{
    internal SpillException(string folder, long bytes, Exception cause)
        : base(
            "spill.failed",
            $"{bytes} bytes of rows beyond the memory limit lie in a temporary file in '{folder}', and it went no further: {cause.Message} Free space there, choose another folder, or raise the limit.",
            cause)
    {
        Folder = folder;
        Bytes = bytes;
    }

    /// <summary>Where the rows were to be set aside.</summary>
    public string Folder { get; }

    /// <summary>How many bytes had been set aside before.</summary>
    public long Bytes { get; }
}

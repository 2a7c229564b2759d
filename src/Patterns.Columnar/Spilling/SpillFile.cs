using Microsoft.Win32.SafeHandles;

namespace Patterns.Columnar.Spilling;

/// <summary>
/// A temporary file to which bytes are appended and read back, made when the first ones come. It loses its name at once on Unix and is deleted by
/// the operating system on Windows, so that nothing is left behind however the process ends. Safe for use by several threads.
/// </summary>
/// <param name="folder">Where it lies; made if it is not there.</param>
/// <remarks>Reads and writes block; they are made by threads that have nothing else to do until the rows are there.</remarks>
internal sealed class SpillFile(string folder) : IDisposable
{
    private readonly Lock _opening = new();
    private SafeFileHandle? _handle;
    private long _length;

    /// <summary>Appends to a file that is open.</summary>
    /// <param name="folder">What errors say of where it lies.</param>
    /// <param name="file">Owned; to be written and read.</param>
    public SpillFile(string folder, SafeFileHandle file)
        : this(folder)
        => _handle = file;

    /// <summary>The bytes that were appended.</summary>
    public long Length => Volatile.Read(ref _length);

    /// <returns>Where the bytes begin.</returns>
    /// <exception cref="SpillException">The disk is full, or the folder cannot be written to.</exception>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            SafeFileHandle handle;
            lock (_opening)
            {
                handle = _handle ??= Open(folder);
            }

            var start = Interlocked.Add(ref _length, bytes.Length) - bytes.Length;
            RandomAccess.Write(handle, bytes, start);
            return start;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpillException(folder, Length, exception);
        }
    }

    /// <exception cref="SpillException">The file cannot be read.</exception>
    public void Read(long start, Span<byte> bytes)
    {
        try
        {
            while (bytes.Length > 0)
            {
                var count = RandomAccess.Read(_handle!, bytes, start);
                if (count == 0)
                {
                    throw new EndOfStreamException("The temporary file has become shorter.");
                }

                bytes = bytes[count..];
                start += count;
            }
        }
        catch (IOException exception)
        {
            throw new SpillException(folder, Length, exception);
        }
    }

    public void Dispose() => _handle?.Dispose();

    private static SafeFileHandle Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Join(folder, $"patterns-{Path.GetRandomFileName()}.spill");
        var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return handle;
    }
}

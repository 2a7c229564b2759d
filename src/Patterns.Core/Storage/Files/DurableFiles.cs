using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Patterns.Core;

/// <summary>
/// Makes files and folders survive a power failure. The bytes of a file are durable once it is flushed; on Unix its name is durable once its folder is
/// flushed too. Safe for use by any number of threads, on different paths.
/// </summary>
public static partial class DurableFiles
{
    private const string PendingSuffix = ".new";

    /// <summary>Creates a folder and the missing ones above it, each durable in the one above.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <exception cref="IOException">A folder cannot be created or flushed.</exception>
    public static void CreateFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(full) || Path.GetDirectoryName(full) is not { } parent)
        {
            return;
        }

        CreateFolder(parent);
        Directory.CreateDirectory(full);
        FlushFolder(parent);
    }

    /// <summary>Makes the names in a folder durable, those that were created, renamed and deleted. Windows does that by itself.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <exception cref="IOException">The folder is not there or cannot be flushed.</exception>
    public static void FlushFolder(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // File.OpenHandle refuses folders. Read-only is 0 on every Unix.
        using var handle = Open(folder, 0);
        if (handle.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            throw new IOException($"Could not open the folder '{folder}' to make it durable: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).");
        }

        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>
    /// Writes a file whole or not at all: after a crash at any moment it has its former content or the new one. It is written beside its place, as
    /// <c>path.new</c>, so one writer at a time; what a crash leaves there is overwritten by the next.
    /// </summary>
    /// <param name="path">Path of the file. Its folder must exist.</param>
    /// <param name="content">The new content.</param>
    /// <exception cref="IOException">The file cannot be written; its former content is still there.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.GetFullPath(path);
        var pending = full + PendingSuffix;
        using (var handle = File.OpenHandle(pending, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(pending, full, overwrite: true);
        FlushFolder(Path.GetDirectoryName(full)!);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}

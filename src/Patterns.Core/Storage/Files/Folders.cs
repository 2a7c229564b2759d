using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Patterns.Core.Storage.Files;

/// <summary>Makes folders and what is in them survive a power failure: on Unix a new name is durable once its folder is flushed.</summary>
internal static partial class Folders
{
    /// <summary>Creates the folder and the missing ones above it, each durable in the one above.</summary>
    public static void Create(string folder)
    {
        if (Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } parent)
        {
            return;
        }

        Create(parent);
        Directory.CreateDirectory(folder);
        Flush(parent);
    }

    /// <summary>Makes the names in a folder durable. Windows does that by itself.</summary>
    public static void Flush(string folder)
    {
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

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);
}

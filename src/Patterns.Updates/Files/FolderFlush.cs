using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Patterns.Updates.Files;

/// <summary>Makes the names in a folder durable. Windows does that by itself.</summary>
internal static partial class FolderFlush
{
    public static void Run(string folder)
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

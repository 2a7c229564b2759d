using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Patterns.Core.Storage.Files;

/// <summary>
/// Renames a file within a file system in one step. <see cref="File.Move(string, string, bool)"/> without replacement is a check and then
/// a rename on Unix: two writers can both pass the check, and the later one destroys what the earlier one wrote.
/// </summary>
internal static partial class FileMove
{
    private const int AlreadyExistsOnUnix = 17; // EEXIST
    private const int FileExistsOnWindows = 80; // ERROR_FILE_EXISTS
    private const int AlreadyExistsOnWindows = 183; // ERROR_ALREADY_EXISTS

    [Flags]
    private enum MoveFlags : uint
    {
        ReplaceExisting = 1,
        WriteThrough = 8,
    }

    /// <returns>False when the target exists and was not to be replaced. The source is gone when the answer is true.</returns>
    public static bool TryMove(string source, string target, bool replace)
    {
        if (OperatingSystem.IsWindows())
        {
            return TryMoveOnWindows(source, target, replace);
        }

        if (replace)
        {
            File.Move(source, target, overwrite: true);
            return true;
        }

        return TryLink(source, target);
    }

    private static bool TryLink(string source, string target)
    {
        // link(2) fails when the new name exists, atomically and on NFS, too.
        if (Link(source, target) == 0)
        {
            File.Delete(source);
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExistsOnUnix
            ? false
            : throw new IOException(
                $"Could not link '{source}' as '{target}': {Marshal.GetPInvokeErrorMessage(error)} (error {error}). "
                    + "The store needs a file system with hard links; FAT and exFAT have none.");
    }

    private static bool TryMoveOnWindows(string source, string target, bool replace)
    {
        if (MoveFileEx(Extend(source), Extend(target), MoveFlags.WriteThrough | (replace ? MoveFlags.ReplaceExisting : 0)))
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error is FileExistsOnWindows or AlreadyExistsOnWindows && !replace
            ? false
            : throw new IOException($"Could not rename '{source}' to '{target}'.", new Win32Exception(error));
    }

    // Without this form paths end at 260 characters. The paths are full and have no dots to resolve, as it demands.
    private static string Extend(string path) => path.StartsWith(@"\\", StringComparison.Ordinal) ? path : @"\\?\" + path;

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string existing, string created);

    [LibraryImport("kernel32", EntryPoint = "MoveFileExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MoveFileEx(string source, string target, MoveFlags flags);
}

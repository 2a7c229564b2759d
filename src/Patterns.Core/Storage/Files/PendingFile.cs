using Microsoft.Win32.SafeHandles;

namespace Patterns.Core.Storage.Files;

/// <summary>
/// A file on its way to become an object: written under a temporary name, then published under its own, whole and durable.
/// Disposal without <see cref="Publish"/> removes it.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _path;
    private readonly string _target;
    private readonly string _temporary;

    private PendingFile(string path, string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        DurableFiles.CreateFolder(folder);
        _path = path;
        _target = target;
        _temporary = Path.Join(folder, TemporaryName.Create());
        Handle = File.OpenHandle(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public SafeFileHandle Handle { get; }

    public static PendingFile Create(FileRoot root, string path) => new(path, root.Locate(path));

    /// <summary>Gives the file its own name, once its bytes are on the disk.</summary>
    /// <exception cref="ObjectExistsException">The name is taken and <paramref name="mode"/> is <see cref="PutMode.IfAbsent"/>.</exception>
    public void Publish(PutMode mode)
    {
        RandomAccess.FlushToDisk(Handle);
        Handle.Dispose();
        if (!FileMove.TryMove(_temporary, _target, replace: mode == PutMode.Overwrite))
        {
            throw Directory.Exists(_target)
                ? new IOException($"'{_target}' is a folder.")
                : new ObjectExistsException(_path);
        }

        DurableFiles.FlushFolder(Path.GetDirectoryName(_target)!);
    }

    public void Dispose()
    {
        Handle.Dispose();
        try
        {
            File.Delete(_temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be deleted now is what a killed process leaves: never listed, and no reason to hide the first error.
        }
    }
}

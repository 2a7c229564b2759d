using Patterns.Core;

namespace Patterns.Updates.Files;

/// <summary>A folder of the operating system.</summary>
internal sealed class LogFolder(string path) : ILogFolder
{
    private const FileShare Sharing = FileShare.ReadWrite | FileShare.Delete;

    public string Path => path;

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(path).Select(static file => System.IO.Path.GetFileName(file))];

    public ILogFile Create(string name, long length)
    {
        var full = System.IO.Path.Join(path, name);
        LogFile file = new(File.OpenHandle(full, FileMode.Create, FileAccess.ReadWrite, Sharing, FileOptions.None, length));
        try
        {
            // The space is reserved; the length, too, is set ahead, so that appending changes neither.
            file.SetLength(length);
            file.Flush();
            DurableFiles.FlushFolder(path);
            return file;
        }
        catch
        {
            file.Dispose();
            File.Delete(full);
            throw;
        }
    }

    public ILogFile Open(string name) => new LogFile(File.OpenHandle(System.IO.Path.Join(path, name), FileMode.Open, FileAccess.ReadWrite, Sharing));

    public void Delete(string name) => File.Delete(System.IO.Path.Join(path, name));
}

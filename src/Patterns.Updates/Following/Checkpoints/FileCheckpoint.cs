using System.Text;
using Patterns.Core;

namespace Patterns.Updates;

/// <summary>
/// A checkpoint in a small text file. A save writes a file beside it, has the disk take it and renames it, so that a crash at any moment leaves this
/// place or the one before.
/// </summary>
public sealed class FileCheckpoint : ICheckpoint
{
    private const string Heading = "patterns-checkpoint-1";
    private readonly string _path;

    /// <summary>Names the file; nothing is written yet.</summary>
    /// <param name="path">The file. Its folder is created with the first save.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileCheckpoint(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
    }

    /// <inheritdoc/>
    /// <exception cref="CheckpointDamagedException">The file is there and is not a checkpoint.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async ValueTask<FeedCursor?> LoadAsync(CancellationToken cancellationToken = default)
    {
        string text;
        try
        {
            text = await File.ReadAllTextAsync(_path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // A file without its last line end was cut.
        return text.Split('\n') is [Heading, var line, ""] && FeedCursor.TryParse(line, out FeedCursor cursor)
            ? cursor
            : throw new CheckpointDamagedException(_path);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public ValueTask SaveAsync(FeedCursor cursor, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DurableFiles.CreateFolder(Path.GetDirectoryName(_path)!);
        DurableFiles.Replace(_path, Encoding.UTF8.GetBytes($"{Heading}\n{cursor}\n"));
        return ValueTask.CompletedTask;
    }
}

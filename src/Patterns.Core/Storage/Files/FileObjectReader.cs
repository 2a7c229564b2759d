using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Patterns.Core.Storage.Files;

internal sealed class FileObjectReader : IObjectReader
{
    private readonly SafeFileHandle _handle;

    private FileObjectReader(string path, SafeFileHandle handle)
    {
        _handle = handle;
        Path = path;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; }

    /// <exception cref="ObjectNotFoundException">There is no such file, or it is a folder.</exception>
    public static FileObjectReader Open(FileRoot root, string path)
    {
        var file = root.Locate(path);
        try
        {
            return new FileObjectReader(path, File.OpenHandle(file, share: FileShare.ReadWrite | FileShare.Delete));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(file))
        {
            throw new ObjectNotFoundException(path, exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var count = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        var done = 0;
        while (done < count)
        {
            var read = await ReadOnceAsync(offset + done, buffer[done..count], cancellationToken).ConfigureAwait(false);
            done += read > 0 ? read : throw CutShort(offset + done);
        }

        return done;
    }

    public ValueTask DisposeAsync()
    {
        _handle.Dispose();
        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadOnceAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await RandomAccess.ReadAsync(_handle, buffer, offset, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFailure.IsFailure(exception))
        {
            throw FileFailure.During("read", Path, exception);
        }
    }

    private ObjectStoreException CutShort(long end)
        => new(Path, $"The object '{Path}' had {Length} bytes when it was opened and ends after {end} now: something cut it short while it was read. Open it again.");
}

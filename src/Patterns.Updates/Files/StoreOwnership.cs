namespace Patterns.Updates.Files;

/// <summary>Makes sure that one process at a time has a folder of feeds.</summary>
internal static class StoreOwnership
{
    private const string FileName = ".lock";

    /// <exception cref="UpdateStoreInUseException">Another process has it.</exception>
    public static FileStream Take(string root)
    {
        try
        {
            return new FileStream(Path.Join(root, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.None);
        }
        catch (IOException exception)
        {
            throw new UpdateStoreInUseException(root, exception);
        }
    }
}

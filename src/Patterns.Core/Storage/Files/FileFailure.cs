namespace Patterns.Core.Storage.Files;

/// <summary>Errors of the operating system in the words of the store.</summary>
internal static class FileFailure
{
    public static bool IsFailure(Exception exception) => exception is IOException or UnauthorizedAccessException;

    public static ObjectStoreException During(string verb, string path, Exception cause)
        => new(path, $"The file store could not {verb} '{path}': {cause.Message} Check the disk, its free space and the permissions.", cause);
}

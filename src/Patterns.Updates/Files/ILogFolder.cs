namespace Patterns.Updates.Files;

/// <summary>The folder of a feed: the little of a file system that the log needs, so that tests can make it fail.</summary>
internal interface ILogFolder
{
    /// <summary>Path, for messages.</summary>
    string Path { get; }

    /// <summary>Names of the files, in no order.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates a file of zeros whose name and space are durable.</summary>
    /// <exception cref="IOException">There is no space, or something else is wrong; then there is no file.</exception>
    ILogFile Create(string name, long length);

    ILogFile Open(string name);

    /// <summary>Deletes a file. Who has it open goes on reading.</summary>
    void Delete(string name);
}

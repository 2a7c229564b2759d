namespace Patterns.Storage.S3.Tests.Server;

/// <summary>What goes wrong with one request.</summary>
public enum S3Fault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>503 SlowDown, without effect.</summary>
    SlowDown,

    /// <summary>500 InternalError, without effect.</summary>
    InternalError,

    /// <summary>The connection breaks, without effect.</summary>
    Break,

    /// <summary>No answer comes until the client gives up, without effect.</summary>
    Hang,

    /// <summary>The request has its effect, and the connection breaks before the answer.</summary>
    LoseAnswer,
}

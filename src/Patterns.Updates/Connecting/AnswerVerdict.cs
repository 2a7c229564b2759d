namespace Patterns.Updates.Connecting;

/// <summary>What the status of an answer means for a client that wants to go on reading.</summary>
internal enum AnswerVerdict
{
    /// <summary>The body is what was asked for.</summary>
    Content,

    /// <summary>204: for an event stream the word to stop; for a long poll, that nothing happened.</summary>
    Nothing,

    /// <summary>304: nothing has changed.</summary>
    Unchanged,

    /// <summary>410: what follows the cursor is no longer there.</summary>
    Gone,

    /// <summary>401: credentials are missing or stale; fresh ones may help.</summary>
    Unauthorized,

    /// <summary>The server is in trouble or asks for patience: trying again later helps.</summary>
    Later,

    /// <summary>The server speaks no event streams, or not on this URL.</summary>
    NotThisWay,

    /// <summary>Trying again does not help.</summary>
    Refused,
}

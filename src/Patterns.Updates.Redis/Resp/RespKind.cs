namespace Patterns.Updates.Redis.Resp;

/// <summary>What an answer is.</summary>
internal enum RespKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A short text, such as OK.</summary>
    Text,

    /// <summary>A refusal.</summary>
    Error,

    /// <summary>A number.</summary>
    Integer,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Several values.</summary>
    Array,
}

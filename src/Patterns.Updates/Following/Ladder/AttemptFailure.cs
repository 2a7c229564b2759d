namespace Patterns.Updates.Following.Ladder;

/// <summary>Why an attempt to read a feed brought nothing.</summary>
internal enum AttemptFailure
{
    /// <summary>No answer, or one that asks for patience. The pattern is not to blame, but another one may get through.</summary>
    Unreachable,

    /// <summary>The answer is not of the pattern, so whoever answers does not have it.</summary>
    Unsupported,

    /// <summary>The answer began and then nothing came, not even a sign of life: something between holds streams back.</summary>
    Silent,

    /// <summary>The answer had brought something before it broke.</summary>
    Broken,
}

namespace Patterns.ServiceLevels;

/// <summary>How to read a document where its specification says two things or its examples break its rules.</summary>
public enum DocumentReading
{
    /// <summary>The narrower of the readings; anything else is a <see cref="DocumentException"/>. The default.</summary>
    Strict,

    /// <summary>The wider of the readings; each use of it leaves a <see cref="DocumentNote"/>. What has no reading at all is still refused.</summary>
    Lenient,
}

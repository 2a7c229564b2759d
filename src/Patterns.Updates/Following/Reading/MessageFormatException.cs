namespace Patterns.Updates.Following.Reading;

/// <summary>Inside this folder: what came is not in the form that was asked for.</summary>
internal sealed class MessageFormatException(string message, Exception? innerException = null) : Exception(message, innerException);

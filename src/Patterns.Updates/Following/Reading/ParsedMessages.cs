namespace Patterns.Updates.Following.Reading;

/// <summary>What an array of messages holds.</summary>
/// <param name="Updates">The messages that have not been handled yet.</param>
/// <param name="Count">Messages behind the offset so far, handled ones included.</param>
/// <param name="Duplicates">Messages left out because their own offset says that they have been handled.</param>
internal readonly record struct ParsedMessages(List<ReceivedUpdate> Updates, int Count, int Duplicates);

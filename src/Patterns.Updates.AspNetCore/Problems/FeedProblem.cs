using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Patterns.Updates.AspNetCore.Problems;

/// <summary>An answer that is an error, as problem details (RFC 9457) with the stable code of the error.</summary>
/// <param name="Status">The status.</param>
/// <param name="Code">Stable identifier, as in <c>PatternsException.Code</c>.</param>
/// <param name="Detail">What, where, found, expected, what to do.</param>
internal sealed record FeedProblem(int Status, string Code, string Detail)
{
    /// <summary>Media type of the body.</summary>
    public const string ContentType = "application/problem+json";

    /// <summary>Members beside the standard ones; those that are null are left out.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Extensions { get; init; } = [];

    /// <summary>Headers that go with it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The body.</summary>
    public byte[] ToUtf8()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(Status));
            json.WriteNumber("status"u8, Status);
            json.WriteString("detail"u8, Detail);
            json.WriteString("code"u8, Code);
            foreach (var (name, value) in Extensions)
            {
                if (value is not null)
                {
                    json.WriteString(name, value);
                }
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}

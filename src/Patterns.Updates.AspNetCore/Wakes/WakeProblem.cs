using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore.Wakes;

/// <summary>What went wrong, in the form that the protocol has for this part of it.</summary>
internal sealed record WakeProblem([property: JsonIgnore] int Status, WakeFault Error)
{
    public static WakeProblem Bad(string message) => new(StatusCodes.Status400BadRequest, new WakeFault("INVALID_REQUEST", message));

    public static WakeProblem Of(WakeRefusedException refused)
    {
        var (status, code) = refused.Refusal switch
        {
            WakeRefusal.NotFound => (StatusCodes.Status404NotFound, "SUBSCRIPTION_NOT_FOUND"),
            WakeRefusal.Exists => (StatusCodes.Status409Conflict, "SUBSCRIPTION_ALREADY_EXISTS"),
            WakeRefusal.TooMany => (StatusCodes.Status409Conflict, "TOO_MANY"),
            WakeRefusal.NotOffered => (StatusCodes.Status400BadRequest, "WEBHOOKS_NOT_OFFERED"),
            WakeRefusal.WrongToken => (StatusCodes.Status401Unauthorized, "TOKEN_INVALID"),
            WakeRefusal.AlreadyClaimed => (StatusCodes.Status409Conflict, "ALREADY_CLAIMED"),
            WakeRefusal.NothingPending => (StatusCodes.Status409Conflict, "NO_PENDING_WORK"),
            _ => (StatusCodes.Status409Conflict, "FENCED"),
        };
        return new WakeProblem(status, new WakeFault(code, refused.Message, refused.Holder, refused.Holder is null ? null : refused.Generation));
    }
}

/// <summary>A code for programs, words for people, and for a wake that is taken by whom.</summary>
internal sealed record WakeFault(
    string Code,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CurrentHolder = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Generation = null);

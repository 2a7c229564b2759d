using Microsoft.AspNetCore.SignalR;

namespace Patterns.Benchmarks.Updates.Fanout;

/// <summary>A hub that only sends.</summary>
public sealed class FanoutHub : Hub;

using Patterns.Core;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>What an alert is decided on: the places of its windows among all, and the share of bad ones from which it fires.</summary>
internal readonly record struct AlertDecision(int LongWindow, int ShortWindow, Ratio Threshold);

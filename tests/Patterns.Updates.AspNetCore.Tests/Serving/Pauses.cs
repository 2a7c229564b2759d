namespace Patterns.Updates.AspNetCore.Tests.Serving;

internal static class Pauses
{
    /// <summary>A task that lets others run and then is done.</summary>
    public static async Task AsTask(this System.Runtime.CompilerServices.YieldAwaitable yield) => await yield;
}

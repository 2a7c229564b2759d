namespace Patterns.Updates.Postgres.Storage;

/// <summary>Checks options. The messages give the limits and the value.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentException">The value is outside of the range.</exception>
    public static void Require(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentException($"{name} is {least} to {most}, but is {value}.");
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Patterns.Updates.Json;

/// <summary>The web defaults. Where reflection is switched off they know no types, and asking for one says so.</summary>
internal static class WebJson
{
    private const string Justification = "Reflection is used only where the application has left it on; else the caller has to give type information.";

    public static JsonSerializerOptions Options
    {
        [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Justification)]
        [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Justification)]
        get => JsonSerializerOptions.Web;
    }
}

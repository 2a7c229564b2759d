using Patterns.ServiceLevels.Documents.Sloth;

namespace Patterns.ServiceLevels;

/// <summary>Objectives of one file of Sloth (<c>version: prometheus/v1</c>, or its Kubernetes form). Immutable.</summary>
public sealed class SlothFile
{
    internal SlothFile(string service, IReadOnlyList<PrometheusObjective> objectives, IReadOnlyList<DocumentNote> notes)
    {
        Service = service;
        Objectives = objectives;
        Notes = notes;
    }

    /// <summary>Name of the service.</summary>
    public string Service { get; }

    /// <summary>The objectives in the order of the file.</summary>
    public IReadOnlyList<PrometheusObjective> Objectives { get; }

    /// <summary>What a strict reading would have refused; empty after one.</summary>
    public IReadOnlyList<DocumentNote> Notes { get; }

    /// <summary>Reads a text: one YAML document per service.</summary>
    /// <param name="text">YAML, up to 4 Mi characters.</param>
    /// <param name="name">What to call it in messages, mostly its path.</param>
    /// <param name="period">The period of the objectives, which the file does not say; null for 30 days.</param>
    /// <param name="reading">Strict refuses names that nobody knows; lenient leaves them out with a note, as Sloth does without one.</param>
    /// <exception cref="DocumentException">It is not a file of Sloth; with the place.</exception>
    public static IReadOnlyList<SlothFile> Parse(string text, string name = "document", TimeSpan? period = null, DocumentReading reading = DocumentReading.Strict)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return SlothReader.Read(text, name, period ?? TimeSpan.FromDays(30), reading);
    }

    /// <summary>Reads a file of Sloth's kind AlertWindows: two pages, then two tickets, for the period that it names.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="name">What to call it in messages, mostly its path.</param>
    /// <exception cref="DocumentException">It is not such a file; with the place.</exception>
    public static IReadOnlyList<AlertRule> ParseAlerts(string text, string name = "document")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return AlertWindowsReader.Read(text, name);
    }
}

using Patterns.ServiceLevels.Documents.OpenSlo;

namespace Patterns.ServiceLevels;

/// <summary>
/// The objects of an OpenSLO text: v1 of all kinds, v1alpha and v2alpha as far as they are written down. All versions are read into the model of v1,
/// and v1 is what <see cref="ToYaml"/> writes. Immutable.
/// </summary>
/// <remarks>
/// The specification contradicts itself in places; <see cref="DocumentReading.Strict"/> takes the narrower reading and
/// <see cref="DocumentReading.Lenient"/> the wider one, with a note for each use. The readings are listed in the package's README.
/// </remarks>
public sealed class OpenSloDocument
{
    /// <summary>Puts objects together.</summary>
    /// <param name="objects">The objects.</param>
    public OpenSloDocument(IEnumerable<OpenSloObject> objects)
        : this("objects", [.. objects], [])
    {
    }

    private OpenSloDocument(string name, IReadOnlyList<OpenSloObject> objects, IReadOnlyList<DocumentNote> notes)
    {
        Name = name;
        Objects = objects;
        Notes = notes;
    }

    /// <summary>Name of the document as the caller gave it.</summary>
    public string Name { get; }

    /// <summary>The objects, in the order of the text.</summary>
    public IReadOnlyList<OpenSloObject> Objects { get; }

    /// <summary>What a strict reading would have refused; empty after one.</summary>
    public IReadOnlyList<DocumentNote> Notes { get; }

    /// <summary>Reads a text: one YAML document per object, or lists of objects.</summary>
    /// <param name="text">YAML, up to 4 Mi characters.</param>
    /// <param name="name">What to call it in messages, mostly its path.</param>
    /// <param name="reading">The narrower or the wider of possible readings.</param>
    /// <exception cref="DocumentException">It is not YAML, not OpenSLO, or contradicts itself; with the place.</exception>
    public static OpenSloDocument Parse(string text, string name = "document", DocumentReading reading = DocumentReading.Strict)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        var (objects, notes) = DocumentParser.Parse(text, name, reading);
        return new OpenSloDocument(name, objects, notes);
    }

    /// <summary>The same objectives with every named indicator, policy, condition and target written out, so that they stand on their own.</summary>
    /// <exception cref="DocumentException">A name has no object in this document.</exception>
    public OpenSloDocument Resolve() => new(Name, new Resolution(Name, Objects).Resolve(), Notes);

    /// <summary>
    /// The objectives as such that are evaluated in this process, each with the workbook's alerts; a window that the document leaves open is the last 28 days.
    /// Named as their SLO, or <c>slo-0</c>, <c>slo-1</c> where it has several.
    /// </summary>
    /// <param name="indicators">The indicator that stands for one of the document.</param>
    /// <exception cref="DocumentException">A name has no object, or a value cannot be evaluated: a rolling window of months, a target of 0.</exception>
    public IReadOnlyList<Objective> ToObjectives(Func<OpenSloIndicator, Indicator> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        return [.. Resolve().Objects.OfType<OpenSloObjectives>().SelectMany(slo => ObjectiveMapping.Map(Name, slo, indicators))];
    }

    /// <summary>
    /// The objectives whose indicators ask Prometheus, for <see cref="PrometheusRules"/>. Queries have <c>{{.window}}</c> where the range goes. Named
    /// <c>slo-0</c>, <c>slo-1</c> after their SLO, as Sloth does.
    /// </summary>
    /// <exception cref="DocumentException">An objective cannot be computed by Prometheus; the message says why.</exception>
    public IReadOnlyList<PrometheusObjective> ToPrometheus() => PrometheusMapping.Map(Name, Resolve().Objects);

    /// <summary>The objects as a text of OpenSLO v1, which <see cref="Parse"/> reads back the same.</summary>
    public string ToYaml() => DocumentWriter.Write(Objects);
}

namespace Patterns.ServiceLevels.Documents.Sloth;

/// <summary>Names that differ between Sloth's own files and its Kubernetes objects.</summary>
internal sealed record SlothLayout(string Specification, string ErrorQuery, string TotalQuery, string ErrorRatioQuery, string PageAlert, string TicketAlert, string SloPlugins)
{
    public static SlothLayout Plain { get; } = new("prometheus/v1", "error_query", "total_query", "error_ratio_query", "page_alert", "ticket_alert", "slo_plugins");

    public static SlothLayout Kubernetes { get; } = new("sloth.slok.dev/v1", "errorQuery", "totalQuery", "errorRatioQuery", "pageAlert", "ticketAlert", "sloPlugins");
}

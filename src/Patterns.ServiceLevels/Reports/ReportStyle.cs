namespace Patterns.ServiceLevels.Reports;

/// <summary>How pages look: by the reader's choice of light or dark, on paper always light.</summary>
internal static class ReportStyle
{
    public const string Css = """

        :root { --page: #f6f8fa; --card: #fff; --ink: #1c2128; --soft: #57606a; --rule: #d8dee4; --good: #1a7f37; --warn: #9a6700; --bad: #cf222e; --goodback: #dafbe1; --warnback: #fff8c5; --badback: #ffebe9; --none: #d0d7de; }
        @media screen and (prefers-color-scheme: dark) { :root { --page: #0d1117; --card: #161b22; --ink: #e6edf3; --soft: #9da7b1; --rule: #30363d; --good: #3fb950; --warn: #d29922; --bad: #ff7b72; --goodback: #12261e; --warnback: #2e2a1f; --badback: #3b1d1f; --none: #484f58; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 54rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
        h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .25rem; }
        h2 { font-size: 1.25rem; margin: 0; }
        h3 { font-size: .95rem; margin: 1.5rem 0 .4rem; }
        p { margin: .3rem 0; }
        .sub, .fine { color: var(--soft); }
        .fine { font-size: .875rem; }
        section { background: var(--card); border: 1px solid var(--rule); border-radius: 10px; padding: 1.25rem; margin-top: 1.25rem; }
        .verdict { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; justify-content: space-between; align-items: baseline; border-radius: 8px; padding: .8rem 1rem; margin: .9rem 0; border-left: 6px solid; }
        .verdict b { font-size: 1.35rem; }
        .verdict.good { background: var(--goodback); border-color: var(--good); } .verdict.good b { color: var(--good); }
        .verdict.warn { background: var(--warnback); border-color: var(--warn); } .verdict.warn b { color: var(--warn); }
        .verdict.bad { background: var(--badback); border-color: var(--bad); } .verdict.bad b { color: var(--bad); }
        .verdict.none { background: var(--page); border-color: var(--none); }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(11.5rem, 1fr)); gap: .6rem; margin: 0; }
        dl div { border: 1px solid var(--rule); border-radius: 8px; padding: .55rem .75rem; }
        dt { font-size: .8rem; color: var(--soft); } dd { margin: 0; font-weight: 600; } dd small { display: block; font-weight: 400; color: var(--soft); }
        table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--rule); } th { color: var(--soft); font-weight: 600; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        tr.hit td { background: var(--badback); font-weight: 600; }
        .scroll { overflow-x: auto; } .late { direction: rtl; } .late > * { direction: ltr; }
        .state { font-weight: 600; white-space: nowrap; } .state.good { color: var(--good); } .state.warn { color: var(--warn); } .state.bad { color: var(--bad); } .state.none { color: var(--soft); }
        a { color: inherit; }
        @media screen and (max-width: 36rem) { section { padding: .9rem; } th, td { padding: .3rem .35rem; } .state, th.number { white-space: normal; } .wide { display: none; } }
        svg.burn { width: 100%; min-width: 34rem; height: auto; display: block; } svg text { fill: var(--soft); font-size: 12px; }
        .grid { stroke: var(--rule); stroke-width: 1; } .zero { stroke: var(--ink); stroke-width: 1.5; } .even { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 4; } .mark { stroke: var(--warn); stroke-width: 1; stroke-dasharray: 6 4; } svg .marktext { fill: var(--warn); paint-order: stroke; stroke: var(--card); stroke-width: 3px; }
        .band { fill: var(--bad); opacity: .18; }
        .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; } .line.good { stroke: var(--good); } .line.warn { stroke: var(--warn); } .line.bad { stroke: var(--bad); }
        .area { opacity: .12; stroke: none; } .area.good, .dot.good, svg .now.good { fill: var(--good); } .area.warn, .dot.warn, svg .now.warn { fill: var(--warn); } .area.bad, .dot.bad, svg .now.bad { fill: var(--bad); }
        svg .now { font-weight: 700; font-size: 14px; paint-order: stroke; stroke: var(--card); stroke-width: 4px; }
        ol.days { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: 0; padding: 0; }
        ol.days li { flex: 1 0 14px; max-width: 34px; height: 30px; border-radius: 4px; display: grid; place-items: center; font-size: .8rem; font-weight: 700; color: var(--card); }
        li.good { background: var(--good); } li.warn { background: var(--warn); } li.bad { background: var(--bad); } li.none { background: var(--none); } li.ahead { border: 1px dashed var(--rule); }
        .key { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; margin-top: .4rem; } .key i { display: inline-grid; place-items: center; width: 1.05em; height: 1.05em; border-radius: 3px; margin-right: .4em; font-style: normal; font-size: .8em; color: var(--card); vertical-align: -.1em; }
        .key i.good { background: var(--good); } .key i.warn { background: var(--warn); } .key i.bad { background: var(--bad); } .key i.none { background: var(--none); }
        @media print { :root { --page: #fff; } body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; } main { max-width: none; padding: 0; } .scroll { overflow: visible; } svg.burn { min-width: 0; } h2, h3 { break-after: avoid; } dl, svg, .verdict, ol.days, tr { break-inside: avoid; } }

        """;
}

using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Who did what to what, in one line, with the way to what was changed.</summary>
public sealed partial class ChangeLine
{
    [Parameter, EditorRequired]
    public required AuditEntry Entry { get; set; }

    /// <summary>The object's page; null when it has none.</summary>
    [Parameter]
    public string? Href { get; set; }

    // Its name says it where there is one object only.
    private string? Kind => Entry.Kind is AuditKind.Retention ? null : AuditText.Inside(Entry.Kind);
}

using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Home.Parts;

/// <summary>Who changed what, newest first, with the way to what was changed.</summary>
public sealed partial class LastChanges
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<AuditEntry> Entries { get; set; }

    // What is gone has no page any more, for none of its records.
    private string? Address(AuditEntry entry)
        => Entries.Any(other => other.Key == entry.Key && ChangedPage.IsEnd(other)) ? null : ChangedPage.Of(entry);
}

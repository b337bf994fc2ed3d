using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Workspace.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Audit.Parts;

/// <summary>What the audit log can be narrowed to. Days are those of UTC.</summary>
public sealed partial class AuditFilters
{
    private static readonly IReadOnlyList<(string Value, string Text)> s_kinds =
        [.. Enum.GetValues<AuditKind>().Select(kind => (AuditFilter.KindOf(kind), AuditText.Of(kind)))];

    [Parameter, EditorRequired]
    public required AuditFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Actor> Actors { get; set; }

    /// <summary>The environments of the project; null where nothing belongs to one.</summary>
    [Parameter]
    public IReadOnlyList<EnvironmentInfo>? Environments { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback<AuditFilter> OnChange { get; set; }

    private IReadOnlyList<(string Value, string Text)> Whos => [.. Actors.Select(actor => (AuditFilter.WhoOf(actor), actor.Name))];

    private static string? Day(string? text) => text is { Length: > 0 } day ? day : null;
}
